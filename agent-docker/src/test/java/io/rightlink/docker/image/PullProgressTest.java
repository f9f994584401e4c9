package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.net.ProtocolException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PullProgressTest {

    private final PullProgress progress = new PullProgress();

    @Test
    void tellsARealPullFromItsBeginningToItsEnd() throws IOException {
        List<String> told = new ArrayList<>();
        for (String line : Files.readAllLines(Path.of("src/test/resources/engines/debian12-20.10/pull.jsonl"))) {
            assertThat(progress.finished()).as(line).isFalse();
            hear(line);
            told.add(progress.words());
        }
        assertThat(told)
                .startsWith(
                        "Pulling from team/big",
                        "Pulling from team/big",
                        "Downloading 1 of 2 layers",
                        "Downloading 1 of 3 layers",
                        "Downloading 1 of 4 layers",
                        "Downloading 1 of 4 layers, 0.0 of at least 1.0 MB",
                        "Downloading 2 of 4 layers, 0.0 of at least 1.0 MB")
                .contains("Downloading 3 of 4 layers, 10.9 of 32.5 MB", "Extracting 3 of 4 layers, 18.7 of 32.5 MB")
                .endsWith(
                        "Extracting 3 of 4 layers, 32.5 of 32.5 MB",
                        "Pulling from team/big",
                        "Digest: sha256:4dfad9fbc762631d91fe76e65d93583335a7bf43237ac26842934ef7d84e85f4",
                        "Status: Downloaded newer image for 127.0.0.1:5002/team/big:1");
        assertThat(progress.finished()).isTrue();
    }

    @Test
    void neverTellsMoreThanThereIs() throws IOException {
        for (String line : Files.readAllLines(Path.of("src/test/resources/engines/debian12-20.10/pull.jsonl"))) {
            hear(line);
            assertThat(progress.words()).doesNotContain("-", "NaN");
        }
    }

    @Test
    void beginsALayerAgainThatIsTriedAgain() throws IOException {
        hear("{\"status\":\"Downloading\",\"progressDetail\":{\"current\":900000,\"total\":1000000},\"id\":\"a\"}");
        assertThat(progress.words()).isEqualTo("Downloading 0 of 1 layers, 0.9 of 1.0 MB");
        hear("{\"status\":\"Retrying in 5 seconds\",\"progressDetail\":{},\"id\":\"a\"}");
        assertThat(progress.words()).isEqualTo("Downloading 0 of 1 layers, 0.0 of 1.0 MB");
    }

    @Test
    void doesNotTakeAnUnknownSizeForNothing() throws IOException {
        hear("{\"status\":\"Downloading\",\"progressDetail\":{\"current\":900000,\"total\":-1},\"id\":\"a\"}");
        assertThat(progress.words()).isEqualTo("Downloading 0 of 1 layers");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"status\":\"Something new\"}", "{\"status\":\"Waiting\"}", "{\"id\":\"a\"}"})
    void toleratesWhatItDoesNotKnow(String line) throws IOException {
        hear(line);
        assertThat(progress.finished()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"errorDetail\":{\"message\":\"toomanyrequests: slow down\"},\"error\":\"toomanyrequests: slow down\"}",
                "{\"errorDetail\":{\"code\":429,\"message\":\"toomanyrequests: slow down\"}}",
                "{\"error\":\"toomanyrequests: slow down\"}"
            })
    void findsTheWordsOfAFailure(String line) throws IOException {
        assertThat(PullLine.of(line).failure()).contains("toomanyrequests: slow down");
    }

    @Test
    void doesNotMissAFailureWithoutWords() throws IOException {
        assertThat(PullLine.of("{\"errorDetail\":{}}").failure()).isPresent();
        assertThat(PullLine.of("{\"status\":\"Waiting\"}").failure()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "[]", "5", "{\"status\":", "{\"status\":{}}", "<html>", "{\"progressDetail\":7}"})
    void refusesWhatIsNoLine(String line) {
        assertThatExceptionOfType(ProtocolException.class).isThrownBy(() -> PullLine.of(line));
    }

    private void hear(String line) throws IOException {
        progress.hear(PullLine.of(line));
    }
}
