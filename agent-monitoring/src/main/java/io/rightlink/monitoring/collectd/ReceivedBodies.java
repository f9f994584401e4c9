package io.rightlink.monitoring.collectd;

import io.rightlink.core.problem.InvalidException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.time.Clock;
import java.util.Map;

/** Reads bodies in either format into the inbox. Safe for any thread. */
final class ReceivedBodies implements Collectd {

    private final Inbox inbox;
    private final Map<Dialect, Types> types;
    private final Clock clock;

    ReceivedBodies(Inbox inbox, Map<Dialect, Types> types, Clock clock) {
        this.inbox = inbox;
        this.types = Map.copyOf(types);
        this.clock = clock;
    }

    @Override
    public void receive(Dialect dialect, InputStream body) throws IOException {
        Types meant = types.getOrDefault(dialect, types.values().iterator().next());
        PushbackInputStream source = new PushbackInputStream(body, 1);
        Reception reception = new Reception(inbox);
        if (beginsLikeJson(source)) {
            new JsonBody(meant, clock).read(source, reception);
        } else {
            new PlainText(meant, clock).read(source, reception);
        }
        Refused failure = reception.failure();
        if (failure != null) {
            throw new InvalidException(
                    "invalid-values",
                    "Cannot understand anything of what was sent, of the first: " + failure.getMessage());
        }
    }

    private static boolean beginsLikeJson(PushbackInputStream source) throws IOException {
        int first = source.read();
        while (first >= 0 && first <= ' ') {
            first = source.read();
        }
        if (first >= 0) {
            source.unread(first);
        }
        return first == '[' || first == '{';
    }
}
