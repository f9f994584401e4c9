package io.rightlink.app.install;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/** Waiting for what sends no event. Stateless. */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Patience() {}

    /** Asks until the answer is yes, or {@code patience} is over; returns the last answer. */
    static boolean until(BooleanSupplier condition, Duration patience) {
        RetryTemplate retry = new RetryTemplate(RetryPolicy.builder()
                .maxRetries(patience.dividedBy(PAUSE))
                .delay(PAUSE)
                .build());
        try {
            retry.execute(() -> {
                if (!condition.getAsBoolean()) {
                    throw new IllegalStateException("Not yet");
                }
                return true;
            });
            return true;
        } catch (RetryException e) {
            return false;
        }
    }
}
