package io.rightlink.monitoring.testing;

import io.rightlink.core.workload.Workloads;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.client.RestClient;

/** An agent that has this room alone, listening on the loopback. Safe for any thread. */
public final class ScrapedAgent implements AutoCloseable {

    private final ConfigurableApplicationContext context;
    private final String url;

    private ScrapedAgent(ConfigurableApplicationContext context) {
        this.context = context;
        this.url = "http://127.0.0.1:" + context.getEnvironment().getRequiredProperty("local.server.port")
                + "/actuator/prometheus";
    }

    /** Starts one over a host whose files are below {@code rootfs}, with more settings in Spring's form. */
    public static ScrapedAgent start(Path rootfs, Path state, Workloads workloads, String... settings) {
        return start(rootfs, state, workloads, List.of(), settings);
    }

    /** Starts one with further sources of beans. */
    public static ScrapedAgent start(
            Path rootfs, Path state, Workloads workloads, List<Class<?>> more, String... settings) {
        SpringApplication application = new SpringApplication(Room.class);
        application.addPrimarySources(more);
        application.addInitializers(context -> context.getBeanFactory().registerSingleton("workloads", workloads));
        List<String> all = new ArrayList<>(List.of(settings));
        all.addAll(List.of(
                "--server.port=0",
                "--server.address=127.0.0.1",
                "--rightlink.version=1.2.3",
                "--rightlink.rootfs=" + rootfs,
                "--rightlink.state-directory=" + state,
                "--management.endpoints.web.exposure.include=prometheus"));
        return new ScrapedAgent(application.run(all.toArray(String[]::new)));
    }

    /** Scrapes it, in Prometheus's text format. */
    public String scrape() {
        return scrape("text/plain");
    }

    public String scrape(String accept) {
        return Objects.requireNonNull(RestClient.create()
                .get()
                .uri(url)
                .header("Accept", accept)
                .retrieve()
                .body(String.class));
    }

    /** Returns a bean of it. */
    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    /** Returns all its beans of a type, in their order. */
    public <T> List<T> beans(Class<T> type) {
        return context.getBeanProvider(type).orderedStream().toList();
    }

    /** Calls its API, as one who may do anything. */
    public RestClient api() {
        return RestClient.create(url.replace("/actuator/prometheus", ""));
    }

    /** Reads the values of series like {@code node_load1} and {@code node_cpu_seconds_total{cpu="0",mode="idle"}}. */
    public static Map<String, Double> values(String text) {
        return text.lines()
                .filter(line -> !line.startsWith("#"))
                .collect(Collectors.toMap(
                        line -> line.substring(0, line.lastIndexOf(' ')),
                        line -> Double.valueOf(line.substring(line.lastIndexOf(' ') + 1)),
                        (one, _) -> one,
                        TreeMap::new));
    }

    @Override
    public void close() {
        context.close();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Room {
        @Bean
        Clock clock() {
            return Clock.fixed(Instant.ofEpochSecond(1_795_352_000), ZoneOffset.UTC);
        }
    }
}
