package io.rightlink.monitoring.collectd;

import java.io.IOException;
import java.io.InputStream;

/** Takes what a collectd's write_http posts. Safe for any thread. */
public interface Collectd {
    /**
     * Takes values and notifications, while they are read: JSON, if the body begins like it, and otherwise plain text ({@code PUTVAL},
     * {@code PUTNOTIF}); RightLink 10's client calls both JSON. What is wrong with some of it is counted and logged, and the rest is
     * taken; an empty body is nothing wrong. Blocks as the body's sender does.
     *
     * @throws io.rightlink.core.problem.InvalidException if nothing of it can be understood, which the message explains
     * @throws io.rightlink.core.problem.UnavailableException if all senders together send too fast; what came before is taken
     * @throws IOException if the body can't be read to its end; likewise
     */
    void receive(Dialect dialect, InputStream body) throws IOException;
}
