package io.rightlink.monitoring.collectd;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.internal.RationedLog;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.ValueList;
import io.rightlink.monitoring.value.Values;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where everything arrives that any collectd sends, in whatever format: so much in a second, and what can't be taken is counted. Safe for any thread. */
final class Inbox {

    private static final Logger LOG = LoggerFactory.getLogger(Inbox.class);

    /** Seconds' worth of values that may come at once, as after a pause of the network. */
    private static final double BURST = 4;

    /** Notifications share their memory with the other events, and must not drive them out. */
    private static final double NOTIFICATIONS_PER_SECOND = 5;

    private static final double NOTIFICATIONS_BURST = 20;

    private final Values values;
    private final Events events;
    private final int perSecond;
    private final TokenBucket room;
    private final TokenBucket notifications;
    private final RationedLog log;
    private final Counter notified;
    private final MeterRegistry meters;

    Inbox(Values values, Events events, int perSecond, MeterRegistry meters, LongSupplier nanoTime) {
        this.values = values;
        this.events = events;
        this.perSecond = perSecond;
        this.room = new TokenBucket(perSecond, BURST, nanoTime);
        this.notifications = new TokenBucket(NOTIFICATIONS_PER_SECOND, NOTIFICATIONS_BURST, nanoTime);
        this.meters = meters;
        this.log = new RationedLog(LOG, "Cannot take what was sent:", 1, nanoTime);
        this.notified = Counter.builder("rightlink.collectd.notifications")
                .description("Notifications that were received.")
                .register(meters);
        for (Reason reason : Reason.values()) {
            var _ = refused(reason);
        }
    }

    /**
     * Lets so many values through, or lines that may have some.
     *
     * @throws UnavailableException if too many came lately; that is counted
     */
    void pay(int count) {
        if (!room.take(count)) {
            refuse(tooFast("values", perSecond));
            throw UnavailableException.tooFast(
                    "too-many-values",
                    "Cannot take more than " + perSecond
                            + " values a second from all senders together: see rightlink.monitoring.collectd.values-per-second");
        }
    }

    /** Tells whether nothing would be let through now. */
    boolean isFull() {
        return room.isEmpty();
    }

    void take(ValueList list) {
        values.take(Origin.RECEIVED, list);
    }

    void take(Notification notification) {
        if (notifications.take(1)) {
            events.publish(EventType.NOTIFICATION, notification);
            notified.increment();
        } else {
            refuse(tooFast("notifications", NOTIFICATIONS_PER_SECOND));
        }
    }

    /** Counts what can't be taken. */
    void refuse(Refused what) {
        refused(what.reason()).increment();
        log.warn(what.reason().label() + ": " + what.getMessage());
    }

    private Counter refused(Reason reason) {
        return Counter.builder("rightlink.collectd.refused")
                .description("What was sent and could not be taken.")
                .tag("reason", reason.label())
                .register(meters);
    }

    private static Refused tooFast(String what, Number perSecond) {
        return new Refused(Reason.TOO_FAST, "more than " + perSecond + " " + what + " a second");
    }
}
