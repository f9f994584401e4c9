package io.rightlink.docker.container;

import java.util.Locale;

/** What can be done to a container. */
public enum ContainerAction {
    START,
    STOP,
    RESTART,
    KILL;

    /** Returns the name as the API shows it. */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
