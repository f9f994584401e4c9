package io.rightlink.app.upgrade;

import java.util.List;

/**
 * How the process was started. There is none where the agent is a part of a process that isn't its own.
 *
 * @param arguments those of its command line, {@code -rootfs /host}
 */
public record Invocation(List<String> arguments) {

    public Invocation {
        arguments = List.copyOf(arguments);
    }
}
