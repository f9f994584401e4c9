package io.rightlink.app.command;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.docker.engine.EngineAutoConfiguration;
import io.rightlink.systemd.bus.SystemBusAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.boot.health.contributor.Status;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;

/** Asks each part of the host whether the agent could work with it, without being one: a running agent isn't disturbed. */
public final class SelfCheck {

    private static final String SUFFIX = "HealthIndicator";

    private SelfCheck() {}

    /** Prints what it finds, a line a part; returns whether nothing is broken. A part that this host doesn't have isn't. */
    public static boolean run(List<String> settings) {
        List<String> failures = new ArrayList<>();
        try (ConfigurableApplicationContext parts = PartialContext.start(
                settings,
                CoreAutoConfiguration.class,
                HostAutoConfiguration.class,
                SystemBusAutoConfiguration.class,
                JacksonAutoConfiguration.class,
                EventAutoConfiguration.class,
                EngineAutoConfiguration.class)) {
            AgentSettings agent = parts.getBean(AgentSettings.class);
            checkWritable("state", agent.stateDirectory(), failures);
            checkWritable("run", agent.runDirectory(), failures);
            Map<String, HealthIndicator> indicators = new TreeMap<>(parts.getBeansOfType(HealthIndicator.class));
            indicators.forEach((name, indicator) -> check(name.replace(SUFFIX, ""), indicator, failures));
        }
        if (failures.isEmpty()) {
            print("Self-check succeeded");
        } else {
            print("Self-check failed: " + String.join("; ", failures));
        }
        return failures.isEmpty();
    }

    private static void check(String part, HealthIndicator indicator, List<String> failures) {
        Health health = indicator.health(true);
        String reason = health == null
                ? "no answer"
                : String.valueOf(health.getDetails().getOrDefault("reason", health.getDetails()));
        Status status = health == null ? Status.DOWN : health.getStatus();
        print(part + ": " + status + " " + reason);
        if (status.equals(Status.DOWN)) {
            failures.add(part + ": " + reason);
        }
    }

    private static void checkWritable(String part, Path directory, List<String> failures) {
        try {
            Files.createDirectories(directory);
            Files.delete(Files.createTempFile(directory, "selfcheck", ".tmp"));
            print(part + ": UP " + directory);
        } catch (IOException e) {
            print(part + ": DOWN cannot write to " + directory);
            failures.add(part + ": cannot write to " + directory);
        }
    }

    private static void print(String line) {
        System.out.println(line);
    }
}
