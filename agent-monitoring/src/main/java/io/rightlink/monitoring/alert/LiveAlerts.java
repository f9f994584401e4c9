package io.rightlink.monitoring.alert;

import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.event.EventType;
import io.rightlink.core.event.Events;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.Values;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** The alerts, looked at with each tick. Safe for any thread. */
final class LiveAlerts implements Alerts, SampleSink {

    /** Who defines alerts one by one. */
    static final String API = "api";

    private static final Logger LOG = LoggerFactory.getLogger(LiveAlerts.class);

    private final Map<String, WatchedAlert> alerts = new TreeMap<>();
    private final Map<String, AlertState> told = new HashMap<>();
    private final int most;
    private final AlertStore store;
    private final Values values;
    private final Events events;
    private final Clock clock;

    LiveAlerts(AlertSettings settings, AlertStore store, Values values, Events events, Clock clock) {
        this.most = settings.most();
        this.store = store;
        this.values = values;
        this.events = events;
        this.clock = clock;
        store.load(clock.instant()).forEach(this::keep);
    }

    @Override
    public synchronized Listing<Alert> list() {
        return Listing.complete(
                clock.instant(),
                alerts.values().stream().map(WatchedAlert::view).toList());
    }

    @Override
    public synchronized Alert get(String name) {
        return find(name).view();
    }

    @Override
    public synchronized Definition put(AlertRule rule) {
        boolean created = !alerts.containsKey(rule.name());
        define(API, List.of(rule), Set.of());
        return new Definition(created, get(rule.name()));
    }

    @Override
    public synchronized void delete(String name) {
        requireOwner(API, find(name));
        define(API, List.of(), Set.of(name));
    }

    @Override
    public synchronized void replace(String source, List<AlertRule> rules) {
        Set<String> names = new HashSet<>();
        rules.stream().map(AlertRule::name).filter(name -> !names.add(name)).forEach(twice -> {
            throw new InvalidException(
                    "duplicate-alert", "Cannot define the alerts of " + source + ": there are two of '" + twice + "'");
        });
        Set<String> gone = alerts.values().stream()
                .filter(alert -> alert.source().equals(source))
                .map(alert -> alert.rule().name())
                .filter(name -> !names.contains(name))
                .collect(Collectors.toSet());
        define(source, rules, gone);
    }

    @Override
    public synchronized void take(Instant at, SampleTable samples) {
        Map<String, List<Reading>> readings = latestOf(
                alerts.values().stream().map(alert -> alert.clause().series()).collect(Collectors.toSet()));
        for (WatchedAlert alert : alerts.values()) {
            List<Sample> latest = readings.getOrDefault(alert.clause().series(), List.of()).stream()
                    .flatMap(reading -> Sample.of(reading, alert.clause().source()).stream())
                    .toList();
            alert.evaluate(latest, at, (host, track) -> warn(alert, host, track));
            tell(alert);
        }
        try {
            store.save(alerts.values());
        } catch (DataAccessException e) {
            LOG.error("Cannot write down how the alerts stand; it is tried again at the next tick", e);
        }
    }

    /** All values at once, and only those that somebody asks for. */
    private Map<String, List<Reading>> latestOf(Set<String> series) {
        return series.isEmpty()
                ? Map.of()
                : values.latest().stream()
                        .map(reading -> Map.entry(reading.values().id().withoutHost(), reading))
                        .filter(entry -> series.contains(entry.getKey()))
                        .collect(Collectors.groupingBy(
                                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
    }

    private void define(String source, List<AlertRule> rules, Set<String> gone) {
        Instant now = clock.instant();
        List<WatchedAlert> defined =
                rules.stream().map(rule -> defined(source, rule, now)).toList();
        long added =
                rules.stream().filter(rule -> !alerts.containsKey(rule.name())).count();
        if (added > 0 && alerts.size() - gone.size() + added > most) {
            throw new ConflictException(
                    "too-many-alerts", "Cannot define " + added + " more alerts: " + most + " are allowed in all");
        }
        store.define(defined, gone, namesOfOtherClauses(defined));
        gone.forEach(name -> {
            alerts.remove(name);
            told.remove(name);
        });
        defined.forEach(this::keep);
    }

    private void keep(WatchedAlert alert) {
        alerts.put(alert.rule().name(), alert);
        told.putIfAbsent(alert.rule().name(), alert.state());
        tell(alert);
    }

    private WatchedAlert defined(String source, AlertRule rule, Instant now) {
        WatchedAlert known = alerts.get(rule.name());
        if (known == null) {
            return WatchedAlert.begin(source, rule, now);
        }
        requireOwner(source, known);
        return known.redefined(rule, now);
    }

    private Set<String> namesOfOtherClauses(Collection<WatchedAlert> defined) {
        return defined.stream()
                .filter(alert -> {
                    WatchedAlert known = alerts.get(alert.rule().name());
                    return known != null && !known.clause().equals(alert.clause());
                })
                .map(alert -> alert.rule().name())
                .collect(Collectors.toSet());
    }

    private static void requireOwner(String source, WatchedAlert known) {
        if (!known.source().equals(source)) {
            throw new ConflictException(
                    "alert-of-another",
                    "Cannot change '" + known.rule().name() + "' for " + source + ": it is of " + known.source());
        }
    }

    private WatchedAlert find(String name) {
        WatchedAlert alert = alerts.get(name);
        if (alert == null) {
            throw new NotFoundException("alert-not-found", "Cannot find an alert '" + name + "'");
        }
        return alert;
    }

    private void tell(WatchedAlert alert) {
        AlertState state = alert.state();
        if (told.put(alert.rule().name(), state) != state) {
            events.publish(EventType.ALERT, alert.view());
        }
    }

    private static void warn(WatchedAlert alert, String host, Track track) {
        LOG.warn(
                "Alert '{}' fires{}: {}; the value is {}",
                alert.rule().name(),
                host.isEmpty() ? "" : " of " + host,
                alert.clause().text(),
                track.value());
    }
}
