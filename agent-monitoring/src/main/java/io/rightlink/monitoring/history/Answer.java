package io.rightlink.monitoring.history;

import io.rightlink.monitoring.sample.Labels;
import java.util.List;

/**
 * The points of some series.
 *
 * @param first when the first point begins, in seconds since 1970; a multiple of the step
 * @param step the seconds from one point to the next
 */
public record Answer(long first, long step, List<Line> lines) {

    /** One series' points. */
    public static final class Line {
        private final String name;
        private final Labels labels;
        private final float[] values;

        Line(String name, Labels labels, float[] values) {
            this.name = name;
            this.labels = labels;
            this.values = values;
        }

        public String name() {
            return name;
        }

        public Labels labels() {
            return labels;
        }

        /** Returns how many points there are, as many as every line has. */
        public int length() {
            return values.length;
        }

        /** Returns the value of the point at an index, from 0; NaN where there is none. */
        public float value(int point) {
            return values[point];
        }
    }
}
