package io.rightlink.scripts.boot;

/** A list of a template's scripts that are run one after the other. */
enum Bundle {
    BOOT("boot"),
    DECOMMISSION("decommission");

    private final String label;

    Bundle(String label) {
        this.label = label;
    }

    /** Returns its name, which is that of the thread, too, on which its scripts run. */
    String label() {
        return label;
    }
}
