package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;
import io.rightlink.core.audit.Audit;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;

/**
 * Has in the audit log, and in the agent's, who is made to wait for wrong secrets and tokens: a bounded number an hour, or whoever has
 * addresses enough would have the audit log forget everything else. Safe for any thread.
 */
class SlowedCallersRecord implements SlowedCallers {

    private static final Logger LOG = LoggerFactory.getLogger(SlowedCallersRecord.class);

    /** A hundred days' worth is a half of what the audit log keeps. */
    static final int MOST = 20;

    private static final Duration PERIOD = Duration.ofHours(1);

    private final Audit audit;
    private final InstantSource clock;
    private Instant begun = Instant.MIN;
    private int recorded;
    private int left;

    SlowedCallersRecord(Audit audit, InstantSource clock) {
        this.audit = audit;
        this.clock = clock;
    }

    @Override
    public synchronized void slowed(String address, int count) {
        Instant now = clock.instant();
        if (now.isBefore(begun) || Duration.between(begun, now).compareTo(PERIOD) >= 0) {
            begin(now);
        }
        if (recorded < MOST) {
            recorded++;
            boolean last = recorded == MOST;
            record(
                    address,
                    count + " wrong secrets or tokens"
                            + (last ? "; whoever else is refused in this hour is counted" : ""));
        } else {
            left++;
        }
    }

    private void begin(Instant now) {
        if (left > 0) {
            record("", "wrong secrets or tokens from " + left + " more callers in an hour since " + begun);
        }
        begun = now;
        recorded = 0;
        left = 0;
    }

    private void record(String address, String action) {
        LOG.warn("Callers are told to wait: {} {}", action, address);
        audit.noted(Caller.nobody("", address), action, HttpStatus.TOO_MANY_REQUESTS.value());
    }
}
