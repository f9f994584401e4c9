package io.rightlink.monitoring.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rightlink.core.alert.AlertRule;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueList;
import io.rightlink.monitoring.value.Values;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

class LiveAlertsTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final String CLAUSE = "If a-b/c.value > 50 for 2 minutes Then escalate critical";

    @TempDir
    private Path state;

    private final Latest values = new Latest();
    private final List<Alert> events = new ArrayList<>();
    private Instant now = START;
    private int most = 1_000;

    @Test
    void tellsOfEachChangeOnce() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            IntStream.rangeClosed(0, 9).forEach(i -> tick(alerts, i * 20L, 51));
            tick(alerts, 200, 1);
            tick(alerts, 220, 1);
            tick(alerts, 300);

            assertThat(events)
                    .extracting(Alert::state)
                    .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.OK, AlertState.UNKNOWN);
            assertThat(events.get(1).since()).isEqualTo(START.plusSeconds(120));
            assertThat(events.get(1).host()).isEqualTo("h");
            assertThat(events.get(1).value()).isEqualTo(51.0);
        });
    }

    @Test
    void goesOnWhereItWasBeforeARestartAndTellsNothingTwice() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            tick(alerts, 0, 51);
            tick(alerts, 20, 51);
            tick(alerts, 40, 51);
        });
        values.readings.clear();
        withAlerts(alerts -> {
            assertThat(alerts.get("high").state()).isEqualTo(AlertState.PENDING);
            assertThat(alerts.get("high").since()).isEqualTo(START);
            tick(alerts, 60);
            tick(alerts, 100, 51);
            tick(alerts, 120, 51);
        });
        values.readings.clear();
        withAlerts(alerts -> {
            tick(alerts, 1_000);
            tick(alerts, 1_020, 51);
            assertThat(alerts.get("high").state()).isEqualTo(AlertState.FIRING);
            assertThat(alerts.get("high").since()).isEqualTo(START.plusSeconds(120));
            tick(alerts, 1_040, 1);
        });

        assertThat(events)
                .extracting(Alert::state)
                .containsExactly(AlertState.PENDING, AlertState.FIRING, AlertState.OK);
    }

    @Test
    void isInTheWorstStateOfItsHostsAndSaysOfWhich() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            values.put("well", 0, 1);
            values.put("ill", 0, 51);
            evaluate(alerts, 0);
            assertThat(alerts.get("high").host()).isEqualTo("ill");
            assertThat(alerts.get("high").state()).isEqualTo(AlertState.PENDING);

            values.readings.clear();
            values.put("well", 70, 1);
            evaluate(alerts, 70);
            assertThat(alerts.get("high").host()).isEqualTo("ill");
            assertThat(alerts.get("high").state()).isEqualTo(AlertState.UNKNOWN);

            values.put("well", 90_000, 1);
            evaluate(alerts, 90_000);
            assertThat(alerts.get("high").host()).isEqualTo("well");
            assertThat(alerts.get("high").state()).isEqualTo(AlertState.OK);
        });
    }

    @Test
    void looksAtSoManyHostsAndNoMore() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            IntStream.range(0, 150).forEach(i -> values.put("h%03d".formatted(i), 0, i < 100 ? 1 : 51));
            evaluate(alerts, 0);

            assertThat(alerts.get("high").state()).isEqualTo(AlertState.OK);
        });
    }

    @Test
    void takesAValueThatIsNoNumberForNone() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            alerts.put(rule("gone", "If a-b/c.value == NaN for 1 minutes Then escalate critical"));
            tick(alerts, 0, Double.NaN);
            tick(alerts, 70, Double.NaN);

            assertThat(alerts.get("high").state()).isEqualTo(AlertState.UNKNOWN);
            assertThat(alerts.get("gone").state()).isEqualTo(AlertState.FIRING);
        });
    }

    @Test
    void beginsAnewWithAnotherClauseAndNotWithAnotherDescription() {
        withAlerts(alerts -> {
            assertThat(alerts.put(rule("high", CLAUSE)).created()).isTrue();
            tick(alerts, 0, 51);

            Alerts.Definition described = alerts.put(new AlertRule("high", "Too high.", CLAUSE));
            assertThat(described.created()).isFalse();
            assertThat(described.alert().state()).isEqualTo(AlertState.PENDING);
            assertThat(described.alert().description()).isEqualTo("Too high.");

            alerts.put(rule("high", CLAUSE.replace("50", "60")));
            assertThat(alerts.get("high").state()).isEqualTo(AlertState.UNKNOWN);
        });
        withAlerts(alerts -> assertThat(alerts.get("high").state()).isEqualTo(AlertState.UNKNOWN));
    }

    @Test
    void replacesASetAndLeavesTheOthersAlone() {
        withAlerts(alerts -> {
            alerts.put(rule("mine", CLAUSE));
            alerts.replace("template", List.of(rule("one", CLAUSE), rule("two", CLAUSE)));
            tick(alerts, 0, 51);
            alerts.replace("template", List.of(rule("two", CLAUSE), rule("three", CLAUSE)));

            assertThat(alerts.list().items()).extracting(Alert::name).containsExactly("mine", "three", "two");
            assertThat(alerts.get("two").state()).isEqualTo(AlertState.PENDING);
            assertThat(alerts.get("three").state()).isEqualTo(AlertState.UNKNOWN);
        });
        withAlerts(alerts -> assertThat(alerts.list().items())
                .extracting(Alert::source)
                .containsExactly("api", "template", "template"));
    }

    @Test
    void changesNothingIfASetIsWrongInPart() {
        withAlerts(alerts -> {
            alerts.put(rule("mine", CLAUSE));
            alerts.replace("template", List.of(rule("one", CLAUSE)));

            assertThatThrownBy(() -> alerts.replace("template", List.of(rule("two", CLAUSE), rule("bad", "If"))))
                    .isInstanceOf(InvalidException.class);
            assertThatThrownBy(() -> alerts.replace("template", List.of(rule("two", CLAUSE), rule("two", CLAUSE))))
                    .hasMessage("Cannot define the alerts of template: there are two of 'two'");
            assertThatThrownBy(() -> alerts.replace("template", List.of(rule("two", CLAUSE), rule("mine", CLAUSE))))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("Cannot change 'mine' for template: it is of api");
            assertThatThrownBy(() -> alerts.delete("one")).isInstanceOf(ConflictException.class);

            assertThat(alerts.list().items()).extracting(Alert::name).containsExactly("mine", "one");
        });
    }

    @Test
    void forgetsWhatIsDeleted() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            tick(alerts, 0, 51);
            alerts.delete("high");
            assertThatThrownBy(() -> alerts.delete("high")).isInstanceOf(NotFoundException.class);
        });
        withAlerts(alerts -> {
            assertThat(alerts.list().items()).isEmpty();
            alerts.put(rule("high", CLAUSE));
        });
        withAlerts(alerts -> assertThat(alerts.get("high").state()).isEqualTo(AlertState.UNKNOWN));
    }

    @Test
    void refusesOneTooMany() {
        most = 2;
        withAlerts(alerts -> {
            alerts.put(rule("one", CLAUSE));
            alerts.put(rule("two", CLAUSE));
            alerts.put(new AlertRule("two", "Again.", CLAUSE));
            assertThatThrownBy(() -> alerts.put(rule("three", CLAUSE)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessage("Cannot define 1 more alerts: 2 are allowed in all");
        });
    }

    @Test
    void showsTheStatesAsMetrics() {
        SimpleMeterRegistry meters = new SimpleMeterRegistry();
        withAlerts(alerts -> {
            AlertMeters shown = new AlertMeters(alerts, meters);
            alerts.put(rule("high", CLAUSE));
            alerts.put(rule("low", CLAUSE.replace(">", "<")));
            tick(alerts, 0, 51);
            shown.take(START, new SampleTable());
            assertThat(meters.get("rightlink.alerts")
                            .tag("state", "pending")
                            .gauge()
                            .value())
                    .isEqualTo(1);
            assertThat(meters.get("rightlink.alerts")
                            .tag("state", "firing")
                            .gauge()
                            .value())
                    .isEqualTo(0);
            assertThat(meters.get("rightlink.alert.state")
                            .tag("alert", "high")
                            .gauge()
                            .value())
                    .isEqualTo(2);

            alerts.delete("high");
            shown.take(START, new SampleTable());
            assertThat(meters.find("rightlink.alert.state").tag("alert", "high").gauge())
                    .isNull();
            assertThat(meters.get("rightlink.alert.state")
                            .tag("alert", "low")
                            .gauge()
                            .value())
                    .isEqualTo(0);
        });
    }

    /** A tick is 10 seconds; what is measured takes some of it already. */
    @Test
    void looksAtThousandAlertsOverFiveThousandSeriesInASmallPartOfATick() {
        withAlerts(alerts -> {
            alerts.replace(
                    "template",
                    IntStream.range(0, 1_000)
                            .mapToObj(i -> rule("alert " + i, CLAUSE.replace("a-b/c", "a-%d/c".formatted(i))))
                            .toList());
            List<Duration> took = new ArrayList<>();
            for (int round = 0; round < 10; round++) {
                int second = round * 20;
                IntStream.range(0, 5_000).forEach(i -> values.put("h", "a-" + i, second, i % 2 == 0 ? 51 : 1));
                long begin = System.nanoTime();
                evaluate(alerts, second);
                took.add(Duration.ofNanos(System.nanoTime() - begin));
            }
            System.out.println("1,000 alerts over 5,000 series: " + took);

            assertThat(values.asked).isEqualTo(10);
            assertThat(events).hasSize(1_500);
            assertThat(took).anySatisfy(round -> assertThat(round).isLessThan(Duration.ofSeconds(1)));
        });
    }

    @Test
    void looksAtThisHostHoweverManyOthersSend() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            IntStream.range(0, WatchedAlert.MOST_HOSTS).forEach(i -> values.put("a" + i, 0, 1));
            evaluate(alerts, 0);
            values.measure("self", 20, 51);
            values.put("b", 20, 52);
            evaluate(alerts, 20);

            assertThat(alerts.get("high").state()).isEqualTo(AlertState.PENDING);
            assertThat(alerts.get("high").host()).isEqualTo("self");
        });
    }

    @Test
    void believesItselfRatherThanWhoSendsUnderItsName() {
        withAlerts(alerts -> {
            alerts.put(rule("high", CLAUSE));
            values.measure("self", 0, 51);
            values.put("self", 5, 1);
            evaluate(alerts, 10);

            assertThat(alerts.get("high").value()).isEqualTo(51.0);
        });
    }

    private void tick(LiveAlerts alerts, long second, double value) {
        values.put("h", second, value);
        evaluate(alerts, second);
    }

    private void tick(LiveAlerts alerts, long second) {
        evaluate(alerts, second);
    }

    private void evaluate(LiveAlerts alerts, long second) {
        now = START.plusSeconds(second);
        alerts.take(now, new SampleTable());
    }

    private void withAlerts(Consumer<LiveAlerts> use) {
        new ApplicationContextRunner()
                .withConfiguration(AutoConfigurations.of(StoreAutoConfiguration.class))
                .withPropertyValues("rightlink.version=1.2.3", "rightlink.state-directory=" + state)
                .withBean("alertSchema", io.rightlink.core.store.Schema.class, () -> AlertStore.SCHEMA)
                .run(context -> use.accept(new LiveAlerts(
                        new AlertSettings(most),
                        new AlertStore(context.getBean(Store.class)),
                        values,
                        (_, alert) -> events.add((Alert) alert),
                        ((InstantSource) () -> now).withZone(ZoneOffset.UTC))));
    }

    private static AlertRule rule(String name, String clause) {
        return new AlertRule(name, null, clause);
    }

    /** The latest values, as a test says. */
    private static final class Latest implements Values {

        private final Map<Identifier, Reading> readings = new HashMap<>();
        private final List<Reading> measured = new ArrayList<>();
        private int asked;

        void put(String host, long second, double value) {
            put(host, "a-b", second, value);
        }

        void put(String host, String plugin, long second, double value) {
            Reading reading = reading(Origin.RECEIVED, host, plugin, second, value);
            readings.put(reading.values().id(), reading);
        }

        void measure(String host, long second, double value) {
            measured.clear();
            measured.add(reading(Origin.BUILT_IN, host, "a-b", second, value));
        }

        private static Reading reading(Origin origin, String host, String plugin, long second, double value) {
            Identifier id = Identifier.parse(host + "/" + plugin + "/c");
            ValueList list = new ValueList(
                    id,
                    START.plusSeconds(second),
                    Duration.ofSeconds(20),
                    List.of(new DataSource("value", DataSourceType.GAUGE)),
                    List.of(value));
            return new Reading(origin, list, List.of(value));
        }

        @Override
        public Fate take(Origin origin, ValueList values) {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<Reading> latest() {
            asked++;
            return Stream.concat(measured.stream(), readings.values().stream()).toList();
        }
    }
}
