package io.rightlink.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.access.Access;
import io.rightlink.core.access.Role;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.token.TokenName;
import io.rightlink.core.token.TokenRequest;
import io.rightlink.core.token.Tokens;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.webmvc.actuate.endpoint.web.WebMvcEndpointHandlerMapping;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Who gets in, and who doesn't. */
class AccessTest {

    /** Where everybody may look. */
    private static final List<String> OPEN = List.of("/actuator/health/liveness", "/actuator/health/readiness");

    @TempDir
    static Path home;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() {
        agent = new RunningAgent(home);
    }

    @Test
    void everyEndpointIsInTheTable() throws Exception {
        String table = Stream.concat(own(), actuator()).sorted().distinct().collect(Collectors.joining("\n", "", "\n"));

        Golden.assertMatches(Path.of("../docs/api/endpoints.txt"), table);
    }

    @ParameterizedTest
    @EnumSource
    void whoeverCallsGetsFromEachEndpointWhatTheTableSays(Kind kind) throws Exception {
        String[] presented = presentedBy(kind);
        for (String line : Files.readAllLines(Path.of("../docs/api/endpoints.txt"))) {
            String[] words = line.split(" +", -1);
            String path = words[1].replaceAll("\\{[^}]+}", "x");
            Role needed = Role.valueOf(words[2]);

            presented[1] = path.contains("/attachments/") ? "application/octet-stream" : "text/plain";

            int status = agent.statusWithout(words[0], path, presented);
            Set<Integer> refusals = kind == Kind.WRONG ? Set.of(401, 429) : Set.of(401);

            if (kind == Kind.WRONG && path.equals("/v1/whoami")) {
                assertThat(status).as(line).isEqualTo(429);
            } else if (kind.role == Role.OPEN) {
                assertThat(status).as(line).isIn(needed == Role.OPEN ? Set.of(200) : refusals);
            } else if (kind.role.includes(needed)) {
                assertThat(status).as(line).isNotIn(401, 403, 429);
            } else {
                assertThat(status).as(line).isEqualTo(403);
            }
        }
    }

    /** Who may call. */
    enum Kind {
        NOBODY(Role.OPEN),
        WRONG(Role.OPEN),
        EXPIRED_TOKEN(Role.OPEN),
        READ_TOKEN(Role.READ),
        OPERATE_TOKEN(Role.OPERATE),
        ADMIN_TOKEN(Role.ADMIN),
        SECRET(Role.ADMIN);

        final Role role;

        Kind(Role role) {
            this.role = role;
        }
    }

    private static String[] presentedBy(Kind kind) throws Exception {
        String value =
                switch (kind) {
                    case NOBODY -> "";
                    case WRONG -> agent.secret() + "x";
                    case EXPIRED_TOKEN -> token(kind, Role.ADMIN, Duration.ofNanos(1));
                    case READ_TOKEN, OPERATE_TOKEN, ADMIN_TOKEN -> token(kind, kind.role, Duration.ofHours(1));
                    case SECRET -> agent.secret();
                };
        return value.isEmpty()
                ? new String[] {"Content-Type", "text/plain"}
                : new String[] {"Content-Type", "text/plain", "Authorization", "Bearer " + value};
    }

    private static String token(Kind kind, Role role, Duration lifetime) {
        return agent.context()
                .getBean(Tokens.class)
                .issue(new TokenRequest(new TokenName(kind.name()), role, lifetime))
                .value();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/v1",
                "/nothing",
                "/error",
                "/actuator",
                "/actuator/health",
                "/actuator/health/",
                "/actuator/health/livenes",
                "/actuator/health/liveness/",
                "/actuator/health/liveness/x",
                "/actuator/health/liveness;x=y",
                "/actuator/health/liveness/../../../v1/host",
                "//actuator/health/liveness",
                "/actuator/health/readiness%2f..%2f..",
                "/actuator/health%5Cliveness",
                "/actuator/health/liveness%5C",
                "/actuator/health/liveness%5c..%5c..%5c..%5cv1%5chost",
                "/actuator/health/liveness%5C..%5C..%5C..%5Cv1%5Chost",
                "/actuator/health/liveness/..%5C..%5C..%5Cv1/host",
                "/actuator/health/liveness/%5C../v1/host",
                "/%5Cactuator/health/liveness",
                "/x%5C../actuator/health/liveness",
                "/v1/units/a%5Cb.service",
                "/v1%5Chost",
                "/v1/host?x=/actuator/health/liveness",
                "/rll/proc",
                "/favicon.ico"
            })
    void nobodyWithoutTheSecretGetsAnythingElse(String path) throws Exception {
        HttpResponse<String> answer = agent.sendWithout("GET", path);

        assertThat(answer.statusCode()).isIn(400, 401);
        if (answer.statusCode() == 401) {
            assertThat(answer.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).contains("\"urn:rightlink:problem:not-authenticated\"");
        }
    }

    @Test
    void theProbesAreBareAndCanOnlyBeRead() throws Exception {
        for (String probe : OPEN) {
            assertThat(agent.sendWithout("GET", probe).body()).isEqualTo("{\"status\":\"UP\"}");
            assertThat(agent.sendWithout("POST", probe).statusCode()).isEqualTo(401);
        }
    }

    @Test
    void livenessAsksNothingOfTheHost(@TempDir Path other) throws Exception {
        try (RunningAgent blind = new RunningAgent(other, "--rightlink.rootfs=" + other)) {
            assertThat(blind.get("/actuator/health").at("/status").asString()).isEqualTo("DOWN");
            assertThat(blind.get("/actuator/health/liveness").at("/status").asString())
                    .isEqualTo("UP");
        }
    }

    @Test
    void aWrongSecretIsNone() throws Exception {
        String secret = agent.secret();
        for (String wrong : List.of("", "x", secret.substring(1), secret + "x", secret.toLowerCase(Locale.ROOT))) {
            assertThat(agent.sendWithout("GET", "/v1/host", "X-RLL-Secret", wrong)
                            .statusCode())
                    .isIn(401, 429);
            assertThat(agent.sendWithout("GET", "/v1/host", "Authorization", "Bearer " + wrong)
                            .statusCode())
                    .isIn(401, 429);
        }
    }

    @Test
    void theSecretOpensInEitherHeader() throws Exception {
        assertThat(agent.sendWithout("GET", "/v1/host", "x-rll-secret", agent.secret())
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.sendWithout("GET", "/v1/host", "Authorization", "Bearer " + agent.secret())
                        .statusCode())
                .isEqualTo(200);
        assertThat(agent.sendWithout("GET", "/v1/host?secret=" + agent.secret()).statusCode())
                .isEqualTo(401);
    }

    @Test
    void theSecretFileIsAsTheClientReadsIt() throws Exception {
        Path file = home.resolve("run/secret");

        assertThat(Files.readString(file)).matches("RS_RLL_PORT=" + agent.port() + "\nRS_RLL_SECRET=[A-Za-z0-9]{32}\n");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whoIsInIsToldWhatIsNotThere() throws Exception {
        HttpResponse<String> answer = agent.send("GET", "/v1/nothing", "");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(answer.body())
                .contains("\"urn:rightlink:problem:not-found\"")
                .contains("\"/v1/nothing\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v1%5Chost",
                "/v1/x%5C../host",
                "/v1/x%5C..%5Chost",
                "/v1/units%5Ca.service",
                "/v1/jobs%5c..%5chost",
                "/actuator%5Chealth",
                "/actuator/health/liveness%5C..%5C..%5C..%5Cv1%5Chost"
            })
    void aBackslashIsALetterAndNoSlash(String path) throws Exception {
        assertThat(agent.send("GET", path, "").statusCode()).isEqualTo(404);
    }

    private static Stream<String> own() {
        return agent
                .context()
                .getBean("requestMappingHandlerMapping", RequestMappingHandlerMapping.class)
                .getHandlerMethods()
                .entrySet()
                .stream()
                .filter(entry -> entry.getValue().hasMethodAnnotation(Access.class)
                        || !entry.getValue().getBeanType().getSimpleName().equals("ProblemErrorController"))
                .flatMap(entry -> lines(entry.getKey(), role(entry.getValue())));
    }

    private static Stream<String> actuator() {
        return agent.context().getBean(WebMvcEndpointHandlerMapping.class).getHandlerMethods().keySet().stream()
                .flatMap(info -> lines(info, "READ"))
                .flatMap(line -> line.contains("/health/**")
                        ? Stream.concat(
                                OPEN.stream().map(path -> line("GET", path, "OPEN")),
                                Stream.of(line("GET", "/actuator/health/{part}", "READ")))
                        : Stream.of(line));
    }

    private static Stream<String> lines(RequestMappingInfo info, String role) {
        return info.getMethodsCondition().getMethods().stream()
                .flatMap(method -> info.getPatternValues().stream().map(path -> line(method.name(), path, role)));
    }

    private static String line(String method, String path, String role) {
        return String.format("%-6s %-36s %s", method, path, role);
    }

    private static String role(HandlerMethod method) {
        return Objects.requireNonNull(method.getMethodAnnotation(Access.class))
                .value()
                .name();
    }
}
