package io.rightlink.systemd.bus;

import io.rightlink.core.problem.UnavailableException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The calls that wait for a reply over one connection. When that is lost they end at once: dbus-java would let them wait for twenty
 * seconds. There are no more of them than a bus lets one connection have. Safe for any thread.
 */
final class CallsInFlight {

    /** Half of what dbus-daemon allows by default, {@code max_replies_per_connection}. */
    private static final int AT_ONCE = 64;

    private static final class Call {

        private final Thread caller = Thread.currentThread();
        private boolean ended;
        private boolean interrupted;

        synchronized void interrupt() {
            if (!ended) {
                interrupted = true;
                caller.interrupt();
            }
        }

        /** Takes the interruption back: it was meant for this call, not for what its caller does next. */
        synchronized void end() {
            ended = true;
            if (interrupted) {
                boolean _ = Thread.interrupted();
            }
        }
    }

    private final Map<Thread, Call> calls = new ConcurrentHashMap<>();
    private final Semaphore free = new Semaphore(AT_ONCE);
    private volatile boolean lost;

    /** Makes calls; what is called from within is part of the same. */
    <T> T call(Supplier<T> question) {
        if (calls.containsKey(Thread.currentThread())) {
            return question.get();
        }
        acquire();
        Call call = new Call();
        calls.put(call.caller, call);
        try {
            if (lost) {
                call.interrupt();
            }
            return question.get();
        } finally {
            calls.remove(call.caller);
            call.end();
            free.release();
        }
    }

    /** Ends the calls that wait, and those that are about to. */
    void lost() {
        lost = true;
        calls.values().forEach(Call::interrupt);
    }

    private void acquire() {
        try {
            free.acquire();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException("systemd-unavailable", "Interrupted while waiting to ask systemd", e);
        }
    }
}
