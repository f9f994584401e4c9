package io.rightlink.systemd.bus;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * The calls that wait for a reply over one connection. When that is lost they end at once: dbus-java would let them wait for twenty
 * seconds. Safe for any thread.
 */
final class CallsInFlight {

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

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile boolean lost;

    <T> T call(Supplier<T> question) {
        Call call = new Call();
        calls.add(call);
        try {
            if (lost) {
                call.interrupt();
            }
            return question.get();
        } finally {
            calls.remove(call);
            call.end();
        }
    }

    /** Ends the calls that wait, and those that are about to. */
    void lost() {
        lost = true;
        calls.forEach(Call::interrupt);
    }
}
