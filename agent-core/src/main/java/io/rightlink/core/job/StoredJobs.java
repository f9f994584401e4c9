package io.rightlink.core.job;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.Problems;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs in the store, each on a virtual thread. Safe for any thread. */
final class StoredJobs implements Jobs {

    static final Schema SCHEMA = new Schema("jobs", List.of("""
            CREATE TABLE job (
                id TEXT PRIMARY KEY, kind TEXT NOT NULL, summary TEXT NOT NULL, state TEXT NOT NULL,
                result TEXT, problem TEXT, created_at TEXT NOT NULL, ended_at TEXT) STRICT
            """));

    private static final Logger LOG = LoggerFactory.getLogger(StoredJobs.class);
    private static final int KEPT = 1_000;
    private static final ProblemDetail UNEXPECTED = Problems.problem(
            HttpStatus.INTERNAL_SERVER_ERROR, "internal-error", "The agent failed on this job; its log says why");

    /** What runs now, with a latch that opens once its end is in the store. */
    private static final class Flight implements JobProgress {

        private final String id;
        private final Thread thread;
        private final CountDownLatch landed = new CountDownLatch(1);
        private volatile @Nullable String progress;

        Flight(String id, Consumer<JobProgress> work) {
            this.id = id;
            this.thread = Thread.ofVirtual().name("job-" + id).unstarted(() -> work.accept(this));
        }

        @Override
        public String jobId() {
            return id;
        }

        @Override
        public void say(String text) {
            progress = text;
        }
    }

    /** How a job ended, as the store keeps it. */
    private record Ending(
            JobState state,
            @Nullable String result,
            @Nullable String problem) {}

    private final Store store;
    private final JsonMapper json;
    private final Clock clock;
    private final Map<String, Flight> flights = new ConcurrentHashMap<>();

    StoredJobs(Store store, JsonMapper json, Clock clock) {
        this.store = store;
        this.json = json;
        this.clock = clock;
        failUnfinished();
    }

    @Override
    public Job start(String kind, String summary, JobWork work) {
        String id = UUID.randomUUID().toString();
        Instant now = clock.instant();
        store.write(db -> {
            forgetOld(db);
            return db.sql("INSERT INTO job (id, kind, summary, state, created_at) VALUES (?, ?, ?, ?, ?)")
                    .params(id, kind, summary, JobState.RUNNING.label(), now.toString())
                    .update();
        });
        Flight flight = new Flight(id, job -> fly(job, summary, work));
        flights.put(id, flight);
        flight.thread.start();
        return new Job(id, kind, summary, JobState.RUNNING, null, null, null, now, null);
    }

    @Override
    public Job get(String id) {
        return store.read(db -> db.sql("SELECT * FROM job WHERE id = ?")
                        .param(id)
                        .query(this::job)
                        .optional())
                .orElseThrow(() -> new NotFoundException(
                        "job-not-found", "No job '" + id + "': the newest " + KEPT + " are kept"));
    }

    @Override
    public Job await(String id, Duration patience) throws InterruptedException {
        Flight flight = flights.get(id);
        if (flight != null) {
            boolean _ = flight.landed.await(TimeUnit.MILLISECONDS.convert(patience), TimeUnit.MILLISECONDS);
        }
        return get(id);
    }

    @Override
    public Job cancel(String id) {
        Flight flight = flights.get(id);
        if (flight != null) {
            flight.thread.interrupt();
        }
        return get(id);
    }

    @Override
    public void reopen(String id) {
        flights.put(id, new Flight(id, _ -> {}));
        store.write(db -> db.sql("UPDATE job SET state = ?, problem = NULL, ended_at = NULL WHERE id = ?")
                .params(JobState.RUNNING.label(), id)
                .update());
    }

    @Override
    public void settle(String id, JobOutcome outcome) {
        end(id, endingOf(outcome));
        land(id);
    }

    private void fly(JobProgress job, String summary, JobWork work) {
        String id = job.jobId();
        try {
            end(id, endingOf(job, summary, work));
        } catch (RuntimeException e) {
            LOG.error("Cannot record how job {} ({}) ended", id, summary, e);
        } finally {
            land(id);
        }
    }

    private void land(String id) {
        Flight flight = flights.remove(id);
        if (flight != null) {
            flight.landed.countDown();
        }
    }

    private Ending endingOf(JobOutcome outcome) {
        JobState state = outcome.problem() == null ? JobState.SUCCEEDED : JobState.FAILED;
        return new Ending(state, text(outcome.result()), text(outcome.problem()));
    }

    private Ending endingOf(JobProgress job, String summary, JobWork work) {
        try {
            return endingOf(work.run(job));
        } catch (InterruptedException e) {
            return new Ending(JobState.CANCELLED, null, null);
        } catch (ProblemException e) {
            return new Ending(failedOrCancelled(), null, text(e.toProblem()));
        } catch (RuntimeException | Error e) {
            LOG.error("Job {} ({}) failed unexpectedly", job.jobId(), summary, e);
            return new Ending(failedOrCancelled(), null, text(UNEXPECTED));
        }
    }

    /** Tells what a failure is: a thread that was interrupted gets misleading errors from what it then calls. */
    private static JobState failedOrCancelled() {
        return Thread.currentThread().isInterrupted() ? JobState.CANCELLED : JobState.FAILED;
    }

    private void end(String id, Ending ending) {
        store.write(db -> db.sql("UPDATE job SET state = ?, result = ?, problem = ?, ended_at = ? WHERE id = ?")
                .param(ending.state().label())
                .param(ending.result())
                .param(ending.problem())
                .param(clock.instant().toString())
                .param(id)
                .update());
    }

    private void failUnfinished() {
        ProblemDetail problem = Problems.problem(
                HttpStatus.INTERNAL_SERVER_ERROR,
                "outcome-unknown",
                "The agent stopped before this job ended: look at the state of what it was working on");
        store.write(db -> db.sql("UPDATE job SET state = ?, problem = ?, ended_at = ? WHERE state = ?")
                .param(JobState.FAILED.label())
                .param(text(problem))
                .param(clock.instant().toString())
                .param(JobState.RUNNING.label())
                .update());
    }

    private static void forgetOld(JdbcClient db) {
        db.sql("""
                DELETE FROM job WHERE state <> ? AND rowid <=
                    (SELECT rowid FROM job ORDER BY rowid DESC LIMIT 1 OFFSET ?)""").params(JobState.RUNNING.label(), KEPT - 1).update();
    }

    private Job job(ResultSet row, int number) throws SQLException {
        String endedAt = row.getString("ended_at");
        Flight flight = flights.get(row.getString("id"));
        return new Job(
                row.getString("id"),
                row.getString("kind"),
                row.getString("summary"),
                JobState.ofLabel(row.getString("state")),
                endedAt != null || flight == null ? null : flight.progress,
                tree(row.getString("result")),
                tree(row.getString("problem")),
                Instant.parse(row.getString("created_at")),
                endedAt == null ? null : Instant.parse(endedAt));
    }

    private @Nullable String text(@Nullable Object value) {
        return value == null ? null : json.writeValueAsString(value);
    }

    private @Nullable JsonNode tree(@Nullable String text) {
        return text == null ? null : json.readTree(text);
    }
}
