package io.rightlink.core.audit;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the audit log, as the API shows it: the beginning of an action, what came of one, or both.
 *
 * @param number ever greater by one
 * @param kind of the caller; absent in what came of an action
 * @param name of the token or container that called
 * @param address from where, {@code 172.17.0.3:40122}; without a port if several connections are meant
 * @param action {@code PUT /v1/runs/one}, or in words
 * @param of the number of the entry of which this is the outcome
 * @param status of the answer; from 400 on, it was refused or failed
 * @param hash SHA-256 in hexadecimal of the hash before, a newline, and what the store has of this entry
 */
public record AuditEntry(
        long number,
        Instant at,
        Caller.@Nullable Kind kind,
        @Nullable String name,
        @Nullable Role role,
        @Nullable String address,
        @Nullable String action,
        @Nullable Long of,
        @Nullable Integer status,
        String hash) {}
