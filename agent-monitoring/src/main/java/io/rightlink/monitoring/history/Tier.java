package io.rightlink.monitoring.history;

import java.util.stream.Stream;

/** How far apart points are. What is measured goes to all tiers at once; they differ in how long they keep it. */
enum Tier {
    FINE(10, 1),
    MEDIUM(60, 12),
    COARSE(600, 144);

    /** What is written to the tiers at once, in seconds: a point of the coarsest. */
    static final int WINDOW = 600;

    private final int step;
    private final int windows;

    Tier(int step, int windows) {
        this.step = step;
        this.windows = windows;
    }

    /**
     * Returns the tier whose points are so many seconds apart.
     *
     * @throws GarbledHistoryException if there is none
     */
    static Tier ofStep(int step) {
        return Stream.of(values())
                .filter(tier -> tier.step == step)
                .findFirst()
                .orElseThrow(() -> new GarbledHistoryException("There is no tier of " + step + " seconds"));
    }

    /** Returns the seconds from one point to the next. */
    int step() {
        return step;
    }

    /** Returns how many points of this tier a window has. */
    int pointsOfWindow() {
        return WINDOW / step;
    }

    /** Returns how many windows are kept together once all of them have passed. */
    int windows() {
        return windows;
    }
}
