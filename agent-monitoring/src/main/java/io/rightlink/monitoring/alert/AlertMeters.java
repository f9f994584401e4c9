package io.rightlink.monitoring.alert;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.rightlink.monitoring.sample.SampleSink;
import io.rightlink.monitoring.sample.SampleTable;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/**
 * {@code rightlink_alerts{state}}: how many alerts are in each state, and {@code rightlink_alert_state{alert}}: 0 ok, 1 unknown, 2 pending,
 * 3 firing. Comes after the alerts at each tick; for one thread at a time.
 */
final class AlertMeters implements SampleSink {

    private final Alerts alerts;
    private final MultiGauge states;
    private volatile Map<String, AlertState> shown = Map.of();

    AlertMeters(Alerts alerts, MeterRegistry meters) {
        this.alerts = alerts;
        this.states = MultiGauge.builder("rightlink.alert.state")
                .description("Where the alert stands: 0 ok, 1 unknown, 2 pending, 3 firing")
                .register(meters);
        for (AlertState state : AlertState.values()) {
            Gauge.builder("rightlink.alerts", this, self -> self.count(state))
                    .description("Alerts in this state")
                    .tag("state", state.label())
                    .register(meters);
        }
    }

    @Override
    public void take(Instant at, SampleTable samples) {
        Map<String, AlertState> now = new HashMap<>();
        alerts.list().items().forEach(alert -> now.put(alert.name(), alert.state()));
        if (!now.equals(shown)) {
            shown = now;
            states.register(
                    now.entrySet().stream()
                            .<MultiGauge.Row<?>>map(entry -> MultiGauge.Row.of(
                                    Tags.of("alert", entry.getKey()),
                                    entry.getValue().severity()))
                            .toList(),
                    true);
        }
    }

    private double count(AlertState state) {
        return shown.values().stream().filter(state::equals).count();
    }
}
