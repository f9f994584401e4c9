package io.rightlink.app.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.core.access.Role;
import io.rightlink.core.token.TokenName;
import io.rightlink.core.token.TokenRequest;
import io.rightlink.core.token.Tokens;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Thousands of requests that nobody means, over sockets, to a whole agent: each is answered, by what is the caller's mistake, and the agent
 * is none the worse. {@code -Dtorture=true} makes them 100,000, of another seed each time. {@code -Dfuzz.seed=} and
 * {@code -Dfuzz.number=} send again what a failure names, alone.
 */
@Timeout(3_600)
class FuzzTest {

    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final long SEED = Long.getLong("fuzz.seed", TORTURE ? System.currentTimeMillis() : 20L);
    private static final int NUMBER = Integer.getInteger("fuzz.number", -1);
    private static final int WARM_UP = 2_000;
    private static final int COUNT = TORTURE ? 100_000 : 6_000;

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() throws IOException {
        Files.createDirectories(home.resolve("host/etc/systemd/system"));
        Files.writeString(home.resolve("host/etc/os-release"), "ID=none\n");
        Files.createDirectories(home.resolve("host/proc"));
        Files.copy(Path.of("/proc/stat"), home.resolve("host/proc/stat"));
        agent = new RunningAgent(home, "--rightlink.rootfs=" + home.resolve("host"));
        Awaitility.await().until(() -> agent.get("/v1/host").at("/bootState").asString(), "operational"::equals);
    }

    @Test
    void nothingThatIsSentIsTheAgentsUndoing() throws Exception {
        String reader = agent.context()
                .getBean(Tokens.class)
                .issue(new TokenRequest(new TokenName("fuzz.reader"), Role.READ, Duration.ofHours(2)))
                .value();
        Path mark = home.resolve("escaped-mark");
        Requests requests = new Requests(SEED, Endpoint.of(agent.context()), agent.secret(), reader, mark.toString());
        Storm storm = new Storm(agent.port(), requests, new Oracle(List.of(agent.secret(), reader, Bodies.PLANTED)));
        if (NUMBER >= 0) {
            System.out.println(requests.make(NUMBER).escaped());
            storm.send(NUMBER, NUMBER + 1);
            assertNoFailures(storm);
            return;
        }
        Set<Path> outside = outside();
        storm.send(0, WARM_UP);
        Footprint before = Footprint.of(home);
        storm.send(WARM_UP, COUNT);

        System.out.println("Seed " + SEED + ", " + COUNT + " requests, " + storm.statuses());
        System.out.println("Before " + before + ", after " + Footprint.of(home));
        assertNoFailures(storm);
        assertThat(outside()).as("files outside the agent's own, seed %d", SEED).isEqualTo(outside);
        assertHonestWork();
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> Footprint.of(home)
                .assertNotMuchMoreThan(before, COUNT));
    }

    private static void assertNoFailures(Storm storm) {
        Map<String, String> failures = storm.failures();
        assertThat(failures.size())
                .as(() -> failures.size() + " kinds of failures:\n" + String.join("\n", failures.values()))
                .isZero();
    }

    private static void assertHonestWork() throws Exception {
        assertThat(agent.send("GET", "/v1/host", "").statusCode()).isEqualTo(200);
        assertThat(agent.get("/v1/audit/verify").get("holds").asBoolean()).isTrue();
        String honest = "{\"script\": {\"source\": \"#!/bin/sh\\nexit 0\\n\"}, \"thread\": \"honest\"}";
        assertThat(agent.send("PUT", "/v1/runs/honest", honest).statusCode()).isEqualTo(201);
        Awaitility.await()
                .until(() -> agent.get("/v1/runs/honest").path("state").asString(), "succeeded"::equals);
    }

    /** Returns the files that no request may make or remove. */
    private static Set<Path> outside() throws IOException {
        try (Stream<Path> own = Files.walk(home);
                Stream<Path> here = Files.list(Path.of("."))) {
            return Stream.concat(own.filter(file -> !file.startsWith(home.resolve("state"))), here)
                    .collect(Collectors.toSet());
        }
    }
}
