package io.rightlink.systemd.unit;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.testing.ImmediateJobs;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
class UnitControllerTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");

    @Autowired
    MockMvcTester api;

    @Autowired
    OneUnit units;

    @BeforeEach
    void bringSystemdBack() {
        units.gone = false;
        units.result = "done";
    }

    @Test
    void listsUnits() throws IOException {
        Golden.assertJson("units", body(api.get().uri("/v1/units").exchange()));
        assertThat(units.patterns).isEmpty();
        assertThat(units.states).isEmpty();
    }

    @Test
    void passesPatternsAndStatesOn() {
        assertThat(api.get().uri("/v1/units?pattern=a*.service&pattern=b*&state=failed"))
                .hasStatusOk();

        assertThat(units.patterns).containsExactly("a*.service", "b*");
        assertThat(units.states).containsExactly("failed");
    }

    @Test
    void showsAUnitInFull() throws IOException {
        Golden.assertJson("unit", body(api.get().uri("/v1/units/web.service").exchange()));
    }

    @ParameterizedTest
    @EnumSource
    void beginsAJobForEachAction(UnitAction action) {
        MvcTestResult answer = post(action);

        assertThat(answer).hasStatus(202);
        assertThat(answer).bodyJson().extractingPath("$.id").asString().satisfies(id -> assertThat(answer)
                .hasHeader("Location", "/v1/jobs/" + id));
        assertThat(answer).bodyJson().extractingPath("$.kind").isEqualTo("unit-" + action.word());
        assertThat(units.done).isEqualTo(action);
    }

    @Test
    void showsTheJobOfAnActionThatSucceeded() throws IOException {
        Golden.assertJson("unit-job-succeeded", body(post(UnitAction.RESTART)));
    }

    @Test
    void showsTheJobOfAnActionThatFailed() throws IOException {
        units.result = "failed";

        Golden.assertJson("unit-job-failed", body(post(UnitAction.RESTART)));
    }

    @Test
    void saysNothingOfResultsWhereAUnitHasNone() {
        units.result = "dependency";

        MvcTestResult answer = api.post().uri("/v1/units/all.target/start").exchange();

        assertThat(answer)
                .bodyJson()
                .extractingPath("$.problem.detail")
                .isEqualTo("Cannot start 'all.target': job dependency; see /v1/units/all.target/journal");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web", "web.exe", "@.service", "a b.service", ".service"})
    void refusesANameThatNoUnitHas(String name) {
        assertProblem(api.get().uri("/v1/units/{name}", name).exchange(), 400, "invalid-unit-name");
        assertProblem(api.post().uri("/v1/units/{name}/stop", name).exchange(), 400, "invalid-unit-name");
    }

    @Test
    void saysThatThereIsNoSuchUnit() {
        assertProblem(api.get().uri("/v1/units/none.service").exchange(), 404, "unit-not-found");
        assertProblem(api.post().uri("/v1/units/none.service/start").exchange(), 404, "unit-not-found");
    }

    @Test
    void saysThatSystemdIsGone() {
        units.gone = true;

        for (MvcTestResult answer : List.of(
                api.get().uri("/v1/units").exchange(),
                api.get().uri("/v1/units/web.service").exchange(),
                post(UnitAction.RELOAD))) {
            assertProblem(answer, 503, "systemd-unavailable");
            assertThat(answer).hasHeader("Retry-After", "5");
        }
    }

    private MvcTestResult post(UnitAction action) {
        return api.post().uri("/v1/units/web.service/" + action.word()).exchange();
    }

    private static String body(MvcTestResult answer) throws IOException {
        return answer.getResponse().getContentAsString();
    }

    private static void assertProblem(MvcTestResult answer, int status, String type) {
        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + type);
    }

    /** A service and a target. */
    static final class OneUnit implements Units {

        private static final UnitSummary WEB = new UnitSummary(
                "web.service", "The web", "loaded", "active", "running", "enabled", "/etc/systemd/system/web.service");
        private static final UnitSummary ALL =
                new UnitSummary("all.target", "All", "loaded", "inactive", "dead", null, null);
        private static final Unit.Dependencies NEEDS =
                new Unit.Dependencies(List.of("docker.socket"), List.of(), List.of("network.target"), List.of());

        private boolean gone;
        private String result = "done";
        private List<String> patterns = List.of();
        private List<String> states = List.of();
        private UnitAction done = UnitAction.STOP;

        @Override
        public Listing<UnitSummary> list(List<String> patterns, List<String> states) {
            requireSystemd();
            this.patterns = patterns;
            this.states = states;
            return Listing.complete(NOW, List.of(ALL, WEB));
        }

        @Override
        public Unit get(UnitName name) {
            requireSystemd();
            return switch (name.value()) {
                case "web.service" ->
                    new Unit(
                            WEB,
                            List.of("www.service"),
                            List.of("/etc/systemd/system/web.service.d/x.conf"),
                            null,
                            false,
                            null,
                            "exit-code",
                            42L,
                            1L,
                            3L,
                            NOW,
                            "a1b2",
                            4_096L,
                            1.5,
                            NEEDS);
                case "all.target" ->
                    new Unit(
                            ALL, List.of(), List.of(), null, false, null, null, null, null, null, null, null, null,
                            null, NEEDS);
                default -> throw new NotFoundException("unit-not-found", "No unit '" + name + "' on this host");
            };
        }

        @Override
        public UnitOutcome perform(UnitName name, UnitAction action, Duration stableFor) {
            done = action;
            return new UnitOutcome(result, get(name), null);
        }

        @Override
        public void resetFailed(UnitName name) {}

        @Override
        public void reload() {}

        @Override
        public void clean(UnitName name, List<String> kinds) {}

        private void requireSystemd() {
            if (gone) {
                throw new UnavailableException("systemd-unavailable", "Cannot ask systemd: there is no D-Bus socket");
            }
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        OneUnit units() {
            return new OneUnit();
        }

        @Bean
        UnitController unitController(Units units) {
            return new UnitController(
                    units,
                    new UnitJobs(
                            units,
                            new ImmediateJobs(),
                            new OwnUnit("rightlink.service", Set::of, _ -> false),
                            new UnitLocks()));
        }
    }
}
