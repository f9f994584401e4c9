package io.rightlink.monitoring.alert;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The alerts on disk. What changes is written, and while something is pending also by what evidence: who restarts has to know for how
 * long nobody looked. For one thread at a time.
 */
final class AlertStore {

    static final Schema SCHEMA = new Schema("alerts", List.of("""
            CREATE TABLE alert (
              name TEXT PRIMARY KEY, source TEXT NOT NULL, description TEXT, clause TEXT NOT NULL) STRICT;
            CREATE TABLE alert_track (
              alert TEXT NOT NULL REFERENCES alert ON DELETE CASCADE, host TEXT NOT NULL, state TEXT NOT NULL,
              since TEXT NOT NULL, evidence TEXT, interval_ms INTEGER NOT NULL, PRIMARY KEY (alert, host)) STRICT;
            """));

    private static final Logger LOG = LoggerFactory.getLogger(AlertStore.class);

    private final Store store;
    private final Map<Key, Track> written = new HashMap<>();

    private record Key(String alert, String host) {}

    private record Row(Key key, Track track) {}

    AlertStore(Store store) {
        this.store = store;
    }

    /** Reads all alerts as they were. */
    List<WatchedAlert> load(Instant now) {
        store.read(db -> db.sql("SELECT * FROM alert_track")
                        .query((row, _) -> row(row, now))
                        .list())
                .forEach(row -> written.put(row.key(), row.track()));
        Map<String, Map<String, Track>> tracks = written.entrySet().stream()
                .collect(Collectors.groupingBy(
                        entry -> entry.getKey().alert(),
                        Collectors.toMap(entry -> entry.getKey().host(), Map.Entry::getValue)));
        return store
                .read(db -> db.sql("SELECT * FROM alert")
                        .query((row, _) -> alert(row, tracks, now))
                        .list())
                .stream()
                .flatMap(Optional::stream)
                .toList();
    }

    /** Makes the alerts in {@code kept} those that there are, and {@code gone} not; they begin anew if {@code anew} has them. */
    void define(Collection<WatchedAlert> kept, Collection<String> gone, Collection<String> anew) {
        store.write(db -> {
            gone.forEach(name ->
                    db.sql("DELETE FROM alert WHERE name = ?").param(name).update());
            kept.forEach(alert -> write(db, alert));
            anew.forEach(name -> db.sql("DELETE FROM alert_track WHERE alert = ?")
                    .param(name)
                    .update());
            return kept.size();
        });
        written.keySet().removeIf(key -> gone.contains(key.alert()) || anew.contains(key.alert()));
    }

    /** Writes down how alerts stand, as far as that isn't written yet. */
    void save(Collection<WatchedAlert> alerts) {
        Map<Key, Track> now = new HashMap<>();
        alerts.forEach(alert -> alert.tracks()
                .forEach((host, track) -> now.put(new Key(alert.rule().name(), host), track)));
        List<Key> gone =
                written.keySet().stream().filter(key -> !now.containsKey(key)).toList();
        Map<Key, Track> changed = now.entrySet().stream()
                .filter(entry -> differs(written.get(entry.getKey()), entry.getValue()))
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        if (!gone.isEmpty() || !changed.isEmpty()) {
            store.write(db -> {
                gone.forEach(key -> db.sql("DELETE FROM alert_track WHERE alert = ? AND host = ?")
                        .params(key.alert(), key.host())
                        .update());
                changed.forEach((key, track) -> write(db, key, track));
                return changed.size();
            });
            gone.forEach(written::remove);
            written.putAll(changed);
        }
    }

    private static boolean differs(@Nullable Track before, Track now) {
        return before == null
                || before.state() != now.state()
                || !before.since().equals(now.since())
                || (now.state() == AlertState.PENDING && !Objects.equals(before.evidence(), now.evidence()));
    }

    private static void write(JdbcClient db, WatchedAlert alert) {
        db.sql("""
                INSERT INTO alert (name, source, description, clause) VALUES (?, ?, ?, ?) ON CONFLICT (name) DO UPDATE
                SET source = excluded.source, description = excluded.description, clause = excluded.clause""")
                .param(alert.rule().name())
                .param(alert.source())
                .param(alert.rule().description())
                .param(alert.rule().clause())
                .update();
    }

    private static void write(JdbcClient db, Key key, Track track) {
        Instant evidence = track.evidence();
        db.sql("""
                INSERT INTO alert_track (alert, host, state, since, evidence, interval_ms) VALUES (?, ?, ?, ?, ?, ?)
                ON CONFLICT (alert, host) DO UPDATE SET state = excluded.state, since = excluded.since,
                evidence = excluded.evidence, interval_ms = excluded.interval_ms""")
                .param(key.alert())
                .param(key.host())
                .param(track.state().label())
                .param(track.since().toString())
                .param(evidence == null ? null : evidence.toString())
                .param(milliseconds(track.interval()))
                .update();
    }

    private static Row row(ResultSet row, Instant now) throws SQLException {
        String evidence = row.getString("evidence");
        return new Row(
                new Key(row.getString("alert"), row.getString("host")),
                Track.resume(
                        AlertState.ofLabel(row.getString("state")),
                        Instant.parse(row.getString("since")),
                        evidence == null ? null : Instant.parse(evidence),
                        Duration.ofMillis(row.getLong("interval_ms")),
                        now));
    }

    private static Optional<WatchedAlert> alert(ResultSet row, Map<String, Map<String, Track>> tracks, Instant now)
            throws SQLException {
        String name = row.getString("name");
        try {
            AlertRule rule = new AlertRule(name, row.getString("description"), row.getString("clause"));
            return Optional.of(
                    WatchedAlert.resume(row.getString("source"), rule, tracks.getOrDefault(name, Map.of()), now));
        } catch (InvalidException e) {
            LOG.error(
                    "Cannot look at alert '{}', which another version of RightLink defined: {}", name, e.getMessage());
            return Optional.empty();
        }
    }

    /** A sender may claim an interval that has no milliseconds in a long. */
    private static long milliseconds(Duration interval) {
        return interval.compareTo(Duration.ofDays(1)) > 0 ? Duration.ofDays(1).toMillis() : interval.toMillis();
    }
}
