package io.rightlink.monitoring.alert;

import io.rightlink.core.alert.AlertRule;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** An alert with how it stands at each host. For one thread at a time. */
final class WatchedAlert {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedAlert.class);

    /** So many senders of the same identifier are looked at, and this host in any case. */
    static final int MOST_HOSTS = 100;

    private static final Duration REMEMBERED = Duration.ofDays(1);

    /** Stands for all hosts until there is one. */
    private static final String NOBODY = "";

    private static final Comparator<Map.Entry<String, Track>> WORST_FIRST = Comparator.comparing(
                    (Map.Entry<String, Track> entry) -> entry.getValue().state(), Comparator.reverseOrder())
            .thenComparing(entry -> entry.getValue().since())
            .thenComparing(Map.Entry::getKey);

    private final String source;
    private final AlertRule rule;
    private final Clause clause;
    private final Map<String, Track> tracks;
    private @Nullable Instant evaluatedAt;
    private long hostsLeftOut;

    private WatchedAlert(String source, AlertRule rule, Clause clause, Map<String, Track> tracks) {
        this.source = source;
        this.rule = rule;
        this.clause = clause;
        this.tracks = new HashMap<>(tracks);
    }

    /** Begins to look at an alert. */
    static WatchedAlert begin(String source, AlertRule rule, Instant now) {
        return new WatchedAlert(source, rule, Clause.parse(rule.clause()), Map.of(NOBODY, Track.begin(now)));
    }

    /** Goes on where an earlier agent stopped; {@code tracks} by host. */
    static WatchedAlert resume(String source, AlertRule rule, Map<String, Track> tracks, Instant now) {
        WatchedAlert alert = begin(source, rule, now);
        if (!tracks.isEmpty()) {
            alert.tracks.clear();
            alert.tracks.putAll(tracks);
        }
        return alert;
    }

    /** Returns this alert as it is defined anew; it goes on as it stands if the clause is the same. */
    WatchedAlert redefined(AlertRule newer, Instant now) {
        WatchedAlert alert = begin(source, newer, now);
        if (alert.clause.equals(clause)) {
            alert.tracks.clear();
            alert.tracks.putAll(tracks);
            alert.evaluatedAt = evaluatedAt;
        }
        return alert;
    }

    String source() {
        return source;
    }

    AlertRule rule() {
        return rule;
    }

    Clause clause() {
        return clause;
    }

    /** Returns how it stands at each host; the empty name stands for all where none is known. */
    Map<String, Track> tracks() {
        return tracks;
    }

    /**
     * Looks at the latest values.
     *
     * @param samples of a host that the agent measures itself and that is sent, too, its own counts
     * @param fired told of each host at which it begins to fire
     */
    void evaluate(List<Sample> samples, Instant now, BiConsumer<String, Track> fired) {
        Map<String, Sample> latest = new HashMap<>();
        samples.forEach(sample -> latest.merge(sample.host(), sample, (one, other) -> one.own() ? one : other));
        Set<String> hosts = new HashSet<>(tracks.keySet());
        latest.values().stream().filter(Sample::own).map(Sample::host).forEach(hosts::add);
        latest.keySet().stream().sorted().filter(host -> roomFor(host, hosts)).forEach(hosts::add);
        tellOfLeftOut(
                latest.keySet().stream().filter(host -> !hosts.contains(host)).count());
        if (hosts.size() > 1) {
            hosts.remove(NOBODY);
            tracks.remove(NOBODY);
        }
        for (String host : hosts) {
            Track before = tracks.getOrDefault(host, Track.begin(now));
            Track after = before.next(clause, latest.get(host), now);
            tracks.put(host, after);
            if (after.state() == AlertState.FIRING && before.state() != AlertState.FIRING) {
                fired.accept(host, after);
            }
        }
        forgetWhoLeft(now);
        evaluatedAt = now;
    }

    AlertState state() {
        return worst().getValue().state();
    }

    Alert view() {
        Map.Entry<String, Track> worst = worst();
        Track track = worst.getValue();
        Double value = track.value();
        return new Alert(
                rule.name(),
                rule.description(),
                source,
                clause.text(),
                track.state(),
                track.since(),
                value == null || !Double.isFinite(value) ? null : value,
                clause.threshold().text(),
                clause.action(),
                clause.target(),
                worst.getKey().equals(NOBODY) ? null : worst.getKey(),
                evaluatedAt);
    }

    private Map.Entry<String, Track> worst() {
        return tracks.entrySet().stream().min(WORST_FIRST).orElseThrow();
    }

    private void tellOfLeftOut(long hostsNow) {
        if (hostsNow > 0 && hostsLeftOut == 0) {
            LOG.warn(
                    "Cannot look at the alert '{}' for all hosts: values of {} more than {} come",
                    rule.name(),
                    hostsNow,
                    MOST_HOSTS);
        }
        hostsLeftOut = hostsNow;
    }

    private static boolean roomFor(String host, Set<String> hosts) {
        return hosts.size() < MOST_HOSTS || hosts.contains(host);
    }

    /** Of several hosts, one that was taken away is silent for good. The only one isn't forgotten: its silence tells. */
    private void forgetWhoLeft(Instant now) {
        if (tracks.values().stream().anyMatch(track -> !track.isSilent(now))) {
            tracks.values()
                    .removeIf(track ->
                            Duration.between(track.heardAt(), now).compareTo(REMEMBERED) > 0 && track.isSilent(now));
        }
    }
}
