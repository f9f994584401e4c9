package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rightlink.scripts.credential.Credential;
import io.rightlink.scripts.credential.CredentialName;
import io.rightlink.scripts.mask.Mask;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HiddenOutputTest {

    private static final Optional<Mask> MASK =
            Mask.of(List.of(new Credential(new CredentialName("PASSWORD"), "hunter22", "1")));

    @TempDir
    Path directory;

    @Test
    void hidesWhatIsInHeadAndTail() throws IOException {
        try (HiddenOutput output = new HiddenOutput(file(20, 20), MASK)) {
            append(output, "one hun");
            append(output, "ter22 two ");
            append(output, "x".repeat(100) + " hunter22");
            output.seal();

            assertThat(directory.resolve("output"))
                    .content()
                    .doesNotContain("hunter")
                    .startsWith("one <hidden PASSWORD");
            assertThat(directory.resolve("output"))
                    .content()
                    .endsWith(" <hidden PASSWORD>")
                    .contains("bytes left out");
        }
    }

    @Test
    void countsWhatIsKeptAndNotWhatWasWritten() throws Exception {
        try (HiddenOutput output = new HiddenOutput(file(1_000, 1_000), MASK)) {
            append(output, "hunter22\n");

            assertThat(output.file().awaitBeyond(0)).isEqualTo("<hidden PASSWORD>\n".length());
        }
    }

    @Test
    void showsAPromptThatLooksLikeTheBeginningOfAValueAfterAMoment() throws Exception {
        try (HiddenOutput output = new HiddenOutput(file(1_000, 1_000), MASK)) {
            append(output, "Who? hu");
            assertThat(output.file().size()).isEqualTo(5);

            assertThat(output.file().awaitBeyond(5, Duration.ofSeconds(30))).hasValue(7);

            append(output, "nter22.");
            output.seal();
            assertThat(directory.resolve("output")).hasContent("Who? hu<hidden PASSWORD>.");
        }
    }

    @Test
    void keepsWhatItHeldWhenTheOutputEnds() throws IOException {
        HiddenOutput output = new HiddenOutput(file(1_000, 1_000), MASK);
        append(output, "Who? hu");
        output.close();

        assertThat(directory.resolve("output")).hasContent("Who? hu");
        await().pollDelay(Duration.ofMillis(400))
                .untilAsserted(() -> assertThat(output.file().fault()).isEmpty());
    }

    @Test
    void passesEverythingOnWhereThereIsNothingToHide() throws IOException {
        try (HiddenOutput output = new HiddenOutput(file(1_000, 1_000), Optional.empty())) {
            append(output, "hunter22");

            assertThat(directory.resolve("output")).hasContent("hunter22");
        }
    }

    @Test
    void keepsNothingOfWhatIsWithheldAndSaysWhy() throws IOException {
        try (HiddenOutput output = HiddenOutput.withheld(file(1_000, 1_000), "nobody knows")) {
            append(output, "hunter22");
            output.seal();

            assertThat(directory.resolve("output")).isEmptyFile();
            assertThat(output.file().fault())
                    .hasValueSatisfying(why -> assertThat(why).hasMessage("nobody knows"));
        }
    }

    private OutputFile file(long head, int tail) throws IOException {
        return new OutputFile(directory.resolve("output"), head, tail);
    }

    private static void append(HiddenOutput output, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.append(bytes, bytes.length);
    }
}
