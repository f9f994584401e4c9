package io.rightlink.monitoring.prometheus;

import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.config.MeterFilter;
import io.micrometer.core.instrument.config.MeterFilterReply;
import java.util.Map;
import java.util.Set;

/**
 * Has the agent's own meters, which Micrometer and Spring name, keep to Prometheus's rules. Stateless; safe for any thread.
 *
 * @see <a href="https://prometheus.io/docs/practices/naming/">Metric and label naming</a>
 */
final class OwnMeterNames implements MeterFilter {

    /** In nanoseconds and milliseconds; {@link OwnProcessorTime} tells them in seconds. */
    private static final Set<String> NOT_IN_SECONDS = Set.of("process.cpu.time", "jvm.compilation.time");

    /** The agent has no sessions. */
    private static final String SESSIONS = "tomcat.sessions.";

    /** Only a histogram's name may end in "count". */
    private static final Map<String, String> RENAMED = Map.of("system.cpu.count", "system.cpus");

    private static final Map<String, String> DESCRIPTIONS = Map.of(
            "http.server.requests", "Requests that the agent answered, and how long that took.",
            "http.server.requests.active", "Requests that the agent is answering.",
            "tasks.scheduled.execution", "What the agent does time and again, and how long that took.",
            "tasks.scheduled.execution.active", "What the agent does time and again and is doing.");

    @Override
    public MeterFilterReply accept(Meter.Id id) {
        return NOT_IN_SECONDS.contains(id.getName()) || id.getName().startsWith(SESSIONS)
                ? MeterFilterReply.DENY
                : MeterFilterReply.NEUTRAL;
    }

    @Override
    public Meter.Id map(Meter.Id id) {
        String description = id.getDescription() == null ? DESCRIPTIONS.get(id.getName()) : id.getDescription();
        String name = RENAMED.getOrDefault(id.getName(), id.getName());
        return new Meter.Id(name, Tags.of(id.getTagsAsIterable()), id.getBaseUnit(), description, id.getType());
    }
}
