package io.rightlink.docker.container;

/** Who is told of changes: every bean of this type. Called from the threads that look at containers, so it must not block. */
public interface ContainerListener {
    /** A container is new, or differs from before. */
    void onChanged(Container container);

    /** A container is gone. */
    void onRemoved(Container container);

    /** All containers have been looked at, and told of where they are new or differ: at the start, and over each new connection. */
    default void onAllSeen() {}
}
