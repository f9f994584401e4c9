package io.rightlink.monitoring.container;

import io.rightlink.monitoring.internal.KernelBytes;
import io.rightlink.monitoring.sample.Labels;
import io.rightlink.monitoring.sample.MetricFamily;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;

/**
 * What is found of one container after the other, each of which is kept or dropped as a whole once it is clear that it was that
 * container's. For one thread at a time.
 */
final class Figures {

    private record Figure(MetricFamily family, Labels labels, double value) {}

    private final List<Figure> figures = new ArrayList<>();
    private final List<String> unreadable = new ArrayList<>();
    private final KernelBytes buffer = new KernelBytes();
    private SampleTable told = new SampleTable();
    private Labels container = Labels.NONE;
    private int kept;

    /** Begins with a container; all that was added since the last {@link #keep} is dropped. */
    void begin(Labels labels) {
        dropAfter(kept);
        told = new SampleTable();
        container = labels;
    }

    /** Keeps what was added since the container was begun with. */
    void keep() {
        kept = figures.size();
        unreadable.addAll(told.unreadable());
        told = new SampleTable();
    }

    /** Adds a figure of the container's, unless it is NaN: what isn't known is absent. */
    void add(MetricFamily family, double value) {
        add(family, container, value);
    }

    /** Adds a figure of a part of the container's, unless it is NaN. */
    void add(MetricFamily family, Labels labels, double value) {
        if (!Double.isNaN(value)) {
            figures.add(new Figure(family, labels, value));
        }
    }

    /** Returns how many there are, for {@link #dropAfter}. */
    int size() {
        return figures.size();
    }

    /** Drops all but so many. */
    void dropAfter(int size) {
        figures.subList(size, figures.size()).clear();
    }

    /** Takes note, whatever becomes of the container. */
    void unreadable(String reason) {
        unreadable.add(reason);
    }

    Labels container() {
        return container;
    }

    /** Returns what the container's files are read into. */
    KernelBytes buffer() {
        return buffer;
    }

    /** Returns what is told of the container that can't be read. */
    SampleTable told() {
        return told;
    }

    /** Adds all that was kept. */
    void addTo(SampleTable table) {
        figures.subList(0, kept).forEach(figure -> table.add(figure.family(), figure.labels(), figure.value()));
        unreadable.forEach(table::unreadable);
    }
}
