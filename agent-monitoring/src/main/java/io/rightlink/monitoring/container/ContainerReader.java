package io.rightlink.monitoring.container;

import java.io.IOException;

/** Reads one kind of figures of one container. For one thread at a time. */
interface ContainerReader {
    /**
     * Adds what there is, and says there what can't be read.
     *
     * @throws IOException if something that could be read before can't be any more: the container has ended
     */
    void read(Figures into) throws IOException;
}
