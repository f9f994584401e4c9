package io.rightlink.systemd.bus;

import io.rightlink.core.problem.UnavailableException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.freedesktop.dbus.types.UInt32;
import org.freedesktop.systemd1.NoSuchJob;

/**
 * A job in systemd's queue. Its end is a signal, which can get lost, as can the connection that it comes over: so the queue is looked
 * at, too, from time to time and over each new connection. Safe for any thread.
 */
public final class PendingJob {

    /** What {@link #await} returns for a job that has left the queue unheard: look at the unit. */
    public static final String UNKNOWN = "unknown";

    private static final Duration LOOK_EVERY = Duration.ofSeconds(10);
    private static final Duration SIGNAL_ON_ITS_WAY = Duration.ofSeconds(1);

    private final SystemBus bus;
    private final String job;
    private Session session;

    PendingJob(SystemBus bus, Session session, String job) {
        this.bus = bus;
        this.session = session;
        this.job = job;
    }

    /**
     * Waits until the job has left the queue, however long that takes, and returns its result: {@code done}, {@code failed},
     * {@code timeout}, {@code dependency}, {@code skipped}, {@code canceled}, or {@link #UNKNOWN}.
     *
     * @throws UnavailableException if the connection was lost and there is none again within half a minute
     */
    public String await() throws InterruptedException {
        try {
            String result = heard(LOOK_EVERY);
            while (result.equals(UNKNOWN) && isQueued()) {
                result = heard(LOOK_EVERY);
            }
            return result.equals(UNKNOWN) ? heard(SIGNAL_ON_ITS_WAY) : result;
        } finally {
            session.jobs().forget(job);
        }
    }

    private String heard(Duration patience) throws InterruptedException {
        try {
            return session.jobs().of(job).get(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException e) {
            return UNKNOWN;
        }
    }

    private boolean isQueued() throws InterruptedException {
        return bus.askPatiently(() -> {
            session = bus.session();
            try {
                session.manager().GetJob(new UInt32(job.substring(job.lastIndexOf('/') + 1)));
                return true;
            } catch (NoSuchJob e) {
                return false;
            }
        });
    }
}
