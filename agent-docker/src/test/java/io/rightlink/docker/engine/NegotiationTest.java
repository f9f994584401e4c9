package io.rightlink.docker.engine;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.dockerjava.core.RemoteApiVersion;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import io.rightlink.core.problem.UnavailableException;
import java.io.UncheckedIOException;
import java.lang.reflect.Field;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NegotiationTest {

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    /** Docker 29 speaks 1.52, and nothing below 1.44. */
    @ParameterizedTest
    @CsvSource({
        "1.40, 1.12, 1.40",
        "1.41, 1.12, 1.41",
        "1.44, 1.24, 1.44",
        "1.52, 1.44, 1.44",
        "1.60, 1.47, 1.47",
        "1.100, 1.9, 1.44",
        "2.1, 1.44, 1.44",
        "2.3, 2.1, 2.1"
    })
    void takesTheNewestThatBothSpeak(String newest, String oldest, String taken) {
        speaks(newest, oldest);
        assertThat(negotiated()).isEqualTo(taken);
    }

    @ParameterizedTest
    @CsvSource({"1.39", "1.9"})
    void saysWhatIsTooOldAboutAnOldEngine(String newest) {
        speaks(newest, "1.9");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(this::negotiated)
                .withMessageContainingAll("it speaks version " + newest, "1.40 and newer");
    }

    @Test
    void takesNoEngineForWhatSaysNoVersion() {
        pings(aResponse().withBody("OK"));
        assertThatExceptionOfType(UncheckedIOException.class)
                .isThrownBy(this::negotiated)
                .withMessageContaining("its /_ping names no API version");
        pings(aResponse().withHeader("Api-Version", "newest"));
        assertThatExceptionOfType(UncheckedIOException.class).isThrownBy(this::negotiated);
    }

    @Test
    void knowsAsNewAVersionAsDockerJavaDoes() {
        assertThat(Stream.of(RemoteApiVersion.class.getFields())
                        .filter(field -> field.getName().startsWith("VERSION_"))
                        .map(NegotiationTest::valueOf))
                .contains(Negotiation.NEWEST_KNOWN)
                .noneMatch(version -> version.isGreater(Negotiation.NEWEST_KNOWN));
    }

    private String negotiated() {
        return new Negotiation(recorded.uri()).negotiate().version().getVersion();
    }

    private void speaks(String newest, String oldest) {
        recorded.speaks(newest);
        recorded.says("/version", 200, "{\"ApiVersion\":\"" + newest + "\",\"MinAPIVersion\":\"" + oldest + "\"}");
    }

    private void pings(ResponseDefinitionBuilder answer) {
        recorded.server().stubFor(get(urlPathEqualTo("/_ping")).atPriority(1).willReturn(answer));
    }

    private static RemoteApiVersion valueOf(Field constant) {
        try {
            return (RemoteApiVersion) constant.get(null);
        } catch (IllegalAccessException e) {
            throw new AssertionError(e);
        }
    }
}
