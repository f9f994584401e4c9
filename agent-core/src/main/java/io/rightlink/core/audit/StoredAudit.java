package io.rightlink.core.audit;

import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.TransactionException;
import tools.jackson.databind.json.JsonMapper;

/**
 * The audit log in the store. Each entry is chained to the one before within the transaction that writes it. Where the oldest are
 * forgotten, the hash of the last of them stays, as the anchor of the rest. Safe for any thread.
 */
final class StoredAudit implements Audit, AutoCloseable {

    static final Schema SCHEMA = new Schema("audit", List.of("""
            CREATE TABLE audit (number INTEGER PRIMARY KEY, content TEXT NOT NULL, hash TEXT NOT NULL) STRICT;
            CREATE TABLE audit_anchor (number INTEGER NOT NULL, hash TEXT NOT NULL) STRICT;
            INSERT INTO audit_anchor VALUES (0, '')
            """));

    private static final Logger LOG = LoggerFactory.getLogger(StoredAudit.class);

    private static final long SOON_MILLIS = 1_000;
    private static final long CLOSE_SECONDS = 5;

    /** What an entry says, in the form that is hashed. */
    private record Content(
            Instant at,
            Caller.@Nullable Kind kind,
            @Nullable String name,
            @Nullable Role role,
            @Nullable String address,
            @Nullable String action,
            @Nullable Long of,
            @Nullable Integer status) {}

    private final Store store;
    private final JsonMapper json;
    private final Clock clock;
    private final int kept;
    private final Queue<Content> outcomes = new ConcurrentLinkedQueue<>();
    private final ScheduledExecutorService soon = soon();
    private final AtomicBoolean due = new AtomicBoolean();

    StoredAudit(Store store, JsonMapper json, Clock clock, int kept) {
        this.store = store;
        this.json = json;
        this.clock = clock;
        this.kept = kept;
    }

    @Override
    public long begins(Caller caller, String action) {
        Content content = new Content(
                clock.instant(), caller.kind(), caller.name(), caller.role(), caller.address(), action, null, null);
        return append(List.of(content));
    }

    /** Those of a second together: nobody waits for them, and the disk is synced once. */
    @Override
    public void ended(long number, int status) {
        recordSoon(new Content(clock.instant(), null, null, null, null, null, number, status));
    }

    @Override
    public void noted(Caller caller, String action, int status) {
        recordSoon(new Content(
                clock.instant(), caller.kind(), caller.name(), caller.role(), caller.address(), action, null, status));
    }

    private void recordSoon(Content content) {
        outcomes.add(content);
        if (due.compareAndSet(false, true)) {
            try {
                Future<?> _ = soon.schedule(this::recordOutcomes, SOON_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException _) {
                // it is being closed: there is no later
                recordOutcomes();
            }
        }
    }

    @Override
    public Listing<AuditEntry> list(long after, int limit) {
        List<AuditEntry> entries = store.read(db -> db.sql(
                        "SELECT number, content, hash FROM audit WHERE number > ? ORDER BY number LIMIT ?")
                .params(after, limit)
                .query((row, _) -> entry(row.getLong("number"), row.getString("content"), row.getString("hash")))
                .list());
        return Listing.complete(clock.instant(), entries);
    }

    /** In parts, so that nobody waits for long meanwhile; again if the oldest were forgotten under way. */
    @Override
    public AuditVerdict verify() {
        Link anchor;
        AuditVerdict verdict;
        do {
            anchor = store.read(StoredAudit::anchor);
            verdict = new ChainCheck(anchor, after -> store.read(db -> links(db, after))).verdict();
        } while (!anchor.equals(store.read(StoredAudit::anchor)));
        return verdict;
    }

    /** Records what is still to be recorded, and waits for what is just being. */
    @Override
    public void close() {
        soon.shutdown();
        try {
            boolean _ = soon.awaitTermination(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        recordOutcomes();
    }

    private void recordOutcomes() {
        due.set(false);
        List<Content> ended = new ArrayList<>();
        for (Content next = outcomes.poll(); next != null; next = outcomes.poll()) {
            ended.add(next);
        }
        if (ended.isEmpty()) {
            return;
        }
        try {
            append(ended);
        } catch (DataAccessException | TransactionException e) {
            LOG.error("Cannot record in the audit log what came of {} actions", ended.size(), e);
        }
    }

    /** What is due later is not waited for when it is shut down: it is recorded then. */
    private static ScheduledExecutorService soon() {
        ScheduledThreadPoolExecutor soon = new ScheduledThreadPoolExecutor(
                1, Thread.ofPlatform().daemon().name("audit-", 0).factory());
        soon.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
        return soon;
    }

    /** Returns the number of the last. */
    private long append(List<Content> contents) {
        List<String> texts = contents.stream().map(json::writeValueAsString).toList();
        return store.write(db -> {
            Link link = head(db);
            for (String text : texts) {
                link = link.next(text);
                db.sql("INSERT INTO audit (number, content, hash) VALUES (?, ?, ?)")
                        .params(link.number(), text, link.hash())
                        .update();
                forgetOldest(db, link.number());
            }
            return link.number();
        });
    }

    private void forgetOldest(JdbcClient db, long newest) {
        int slack = kept / 10;
        if (newest % slack == 0 && newest > kept + slack) {
            long last = newest - kept;
            db.sql("UPDATE audit_anchor SET number = ?, hash = (SELECT hash FROM audit WHERE number = ?)")
                    .params(last, last)
                    .update();
            db.sql("DELETE FROM audit WHERE number <= ?").param(last).update();
        }
    }

    private static Link head(JdbcClient db) {
        return db.sql("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1")
                .query((row, _) -> new Link(row.getLong("number"), "", row.getString("hash")))
                .optional()
                .orElseGet(() -> anchor(db));
    }

    private static Link anchor(JdbcClient db) {
        return db.sql("SELECT number, hash FROM audit_anchor")
                .query((row, _) -> new Link(row.getLong("number"), "", row.getString("hash")))
                .single();
    }

    private static List<Link> links(JdbcClient db, long after) {
        return new ArrayList<>(db.sql(
                        "SELECT number, content, hash FROM audit WHERE number > ? ORDER BY number LIMIT 1000")
                .param(after)
                .query((row, _) -> new Link(row.getLong("number"), row.getString("content"), row.getString("hash")))
                .list());
    }

    private AuditEntry entry(long number, String text, String hash) {
        Content content = json.readValue(text, Content.class);
        return new AuditEntry(
                number,
                content.at(),
                content.kind(),
                content.name(),
                content.role(),
                content.address(),
                content.action(),
                content.of(),
                content.status(),
                hash);
    }
}
