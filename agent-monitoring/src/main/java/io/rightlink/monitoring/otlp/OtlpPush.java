package io.rightlink.monitoring.otlp;

import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Pushes the first tick's samples of each interval, on a virtual thread of their own, so that a slow receiver never holds up a tick. No
 * more than one push is under way; the ticks that come meanwhile are left out.
 */
final class OtlpPush implements SampleSink {

    private static final Logger LOG = LoggerFactory.getLogger(OtlpPush.class);

    private final OtlpSettings settings;
    private final OtlpTable form;
    private final OtlpSender sender;
    private final AtomicBoolean busy = new AtomicBoolean();

    private long lastInterval = Long.MIN_VALUE;

    OtlpPush(OtlpSettings settings, OtlpTable form, OtlpSender sender) {
        this.settings = settings;
        this.form = form;
        this.sender = sender;
    }

    @Override
    public void take(Instant at, SampleTable samples) {
        long interval = at.getEpochSecond() / settings.every().toSeconds();
        if (settings.url() != null
                && interval != lastInterval
                && !samples.families().isEmpty()
                && busy.compareAndSet(false, true)) {
            lastInterval = interval;
            Thread.ofVirtual().name("otlp-push").start(() -> push(at, samples));
        }
    }

    private void push(Instant at, SampleTable samples) {
        try {
            sender.send(form.request(at, samples).toByteArray());
        } catch (RuntimeException e) {
            LOG.error("Cannot push what was measured at {}", at, e);
        } finally {
            busy.set(false);
        }
    }
}
