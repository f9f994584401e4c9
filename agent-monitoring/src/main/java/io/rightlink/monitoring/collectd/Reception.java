package io.rightlink.monitoring.collectd;

import io.rightlink.monitoring.value.ValueList;
import org.jspecify.annotations.Nullable;

/** What comes of one body or packet. For one thread. */
final class Reception {

    private final Inbox inbox;
    private int understood;
    private @Nullable Refused first;

    Reception(Inbox inbox) {
        this.inbox = inbox;
    }

    /** Pays for so many values, as {@link Inbox#pay} has it. */
    void pay(int count) {
        inbox.pay(count);
    }

    /** Takes values that were understood, whatever their fate: too old, say. */
    void take(ValueList values) {
        understood++;
        inbox.take(values);
    }

    void take(Notification notification) {
        understood++;
        inbox.take(notification);
    }

    void refuse(Refused what) {
        if (first == null) {
            first = what;
        }
        inbox.refuse(what);
    }

    /** Returns what was wrong first, if nothing was right. */
    @Nullable
    Refused failure() {
        return understood == 0 ? first : null;
    }
}
