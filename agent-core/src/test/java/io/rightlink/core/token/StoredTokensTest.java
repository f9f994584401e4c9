package io.rightlink.core.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.access.Role;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.testing.AssembledAgent;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StoredTokensTest {

    private static final TokenName CI = new TokenName("ci");

    @TempDir
    Path state;

    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void opensToWhoHasTheWholeValueAndToNobodyElse() {
        withTokens(tokens -> {
            String value = issue(tokens, "ci", Role.READ);
            String other = issue(tokens, "other", Role.ADMIN);

            assertThat(tokens.recognize(value)).map(Token::name).contains(CI);
            assertThat(tokens.recognize(value)).map(Token::role).contains(Role.READ);
            String id = value.substring(0, 17);
            assertThat(Stream.of(
                            "",
                            id,
                            "rlt_",
                            value.substring(1),
                            value + "x",
                            value + "\n",
                            " " + value,
                            value.toLowerCase(Locale.ROOT),
                            value.substring(0, value.length() - 1) + (value.endsWith("a") ? "b" : "a"),
                            id + other.substring(17),
                            other.substring(0, 17) + value.substring(17),
                            "rlt_unknownunkno_" + value.substring(17),
                            "rlt_unknownunkno_" + "0".repeat(32)))
                    .allSatisfy(wrong -> assertThat(tokens.recognize(wrong)).isEmpty());
        });
    }

    @Test
    void holdsOverRestartsWithoutItsValueBeingAnywhereInTheState() throws IOException {
        List<String> values = new ArrayList<>();
        withTokens(tokens -> {
            values.add(issue(tokens, "ci", Role.OPERATE));
            assertThat(inState(values.getFirst().substring(17))).isFalse();
            assertThat(inState(values.getFirst().substring(4, 16))).as("its id").isTrue();
        });
        withTokens(tokens -> {
            assertThat(tokens.recognize(values.getFirst())).map(Token::role).contains(Role.OPERATE);
            assertThat(inState(values.getFirst().substring(17))).isFalse();
        });
    }

    @Test
    void isSaidToBeExpiredOnlyToWhoHasItsValue() {
        withTokens(tokens -> {
            String value = tokens.issue(new TokenRequest(CI, Role.READ, Duration.ofDays(30)))
                    .value();
            now = now.plus(Duration.ofDays(30)).minusMillis(1);
            assertThat(tokens.recognize(value)).get().matches(token -> !token.isExpired(now));
            now = now.plusMillis(1);
            assertThat(tokens.recognize(value)).get().matches(token -> token.isExpired(now));
            assertThat(tokens.recognize(value.substring(0, 17) + "0".repeat(32)))
                    .isEmpty();
        });
    }

    @Test
    void isWorthlessOnceItIsRevoked() {
        List<String> values = new ArrayList<>();
        withTokens(tokens -> {
            values.add(issue(tokens, "ci", Role.READ));
            tokens.revoke(CI);
            assertThat(tokens.recognize(values.getFirst())).isEmpty();
            assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> tokens.revoke(CI));
            values.add(issue(tokens, "ci", Role.READ));
        });
        withTokens(tokens -> {
            assertThat(tokens.recognize(values.getFirst())).isEmpty();
            assertThat(tokens.recognize(values.getLast())).isPresent();
        });
    }

    @Test
    void hasItsNameForItselfEvenWhenItIsExpired() {
        withTokens(tokens -> {
            issue(tokens, "ci", Role.READ);
            now = now.plus(Duration.ofDays(400));
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> issue(tokens, "ci", Role.READ))
                    .withMessageContaining("'ci'");
        });
    }

    @Test
    void tellsWhenItWasLastUsedToTenMinutesOverRestarts() {
        List<String> values = new ArrayList<>();
        Instant first = now;
        withTokens(tokens -> {
            values.add(issue(tokens, "ci", Role.READ));
            assertThat(tokens.list().items().getFirst().lastUsedAt()).isEmpty();
            tokens.recognize(values.getFirst());
            now = now.plus(Duration.ofMinutes(9));
            tokens.recognize(values.getFirst());
            assertThat(tokens.list().items().getFirst().lastUsedAt()).contains(first);
        });
        withTokens(tokens -> {
            assertThat(tokens.list().items().getFirst().lastUsedAt()).contains(first);
            now = now.plus(Duration.ofMinutes(1));
            tokens.recognize(values.getFirst());
            assertThat(tokens.list().items().getFirst().lastUsedAt()).contains(now);
            now = now.plus(Duration.ofDays(90));
            tokens.recognize(values.getFirst());
            assertThat(tokens.list().items().getFirst().lastUsedAt())
                    .as("an expired one isn't used")
                    .contains(first.plus(Duration.ofMinutes(10)));
        });
    }

    @Test
    void isOneOfAThousandAtMost() {
        withTokens(tokens -> {
            Set<String> values = IntStream.range(0, 1_000)
                    .mapToObj(i -> issue(tokens, "t" + i, Role.READ))
                    .collect(Collectors.toSet());
            assertThat(values).hasSize(1_000);
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> issue(tokens, "one-more", Role.READ))
                    .withMessageContaining("1000");
            tokens.revoke(new TokenName("t7"));
            issue(tokens, "one-more", Role.READ);
            assertThat(tokens.list().items()).hasSize(1_000).isSortedAccordingTo((a, b) -> a.name()
                    .compareTo(b.name()));
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT-1S", "P366DT1S"})
    void expiresNeitherAtOnceNorNever(String expiresIn) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new TokenRequest(CI, Role.READ, Duration.parse(expiresIn)));
    }

    @Test
    void keepsItsValueOutOfMessages() {
        withTokens(tokens -> {
            IssuedToken issued = tokens.issue(new TokenRequest(CI, Role.READ, null));
            assertThat(issued.toString()).doesNotContain(issued.value().substring(17));
            assertThat(TokenValue.of(issued.value()).orElseThrow().toString())
                    .doesNotContain(issued.value().substring(17));
            assertThat(issued.expiresAt()).isEqualTo(now.plus(Duration.ofDays(90)));
        });
    }

    private static String issue(Tokens tokens, String name, Role role) {
        return tokens.issue(new TokenRequest(new TokenName(name), role, null)).value();
    }

    private boolean inState(String text) {
        try (Stream<Path> files = Files.list(state)) {
            return files.filter(Files::isRegularFile).anyMatch(file -> contains(file, text));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean contains(Path file, String text) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1).contains(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void withTokens(Consumer<Tokens> use) {
        InstantSource clock = () -> now;
        AssembledAgent.in(state)
                .withBean(Clock.class, () -> clock.withZone(ZoneOffset.UTC))
                .run(context -> use.accept(context.getBean(Tokens.class)));
    }
}
