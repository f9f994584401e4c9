package io.rightlink.scripts.boot;

import io.rightlink.core.host.BootState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A boot of the host, as the store has it.
 *
 * @param number of the boot, ever greater
 * @param token tells it from others
 * @param marked whether the token was written to where the host's next reboot removes it
 * @param bootId the kernel's, if it told one
 * @param attempt how often its bundle was begun, from 1
 * @param problem what no single script can be blamed for
 * @param reason why it is decommissioned, in RightLink 10's words
 */
record BootRecord(
        long number,
        String token,
        boolean marked,
        @Nullable String bootId,
        BootState state,
        int attempt,
        Instant beganAt,
        @Nullable Instant settledAt,
        @Nullable String problem,
        @Nullable String reason) {}
