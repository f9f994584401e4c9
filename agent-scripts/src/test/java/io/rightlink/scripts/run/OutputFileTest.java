package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class OutputFileTest {

    @TempDir
    Path directory;

    @Test
    void keepsAllOfAShortOutput() throws IOException {
        OutputFile output = output(10, 10);
        append(output, "0123456789");
        append(output, "abcdefghij");
        output.seal();

        assertThat(text(output)).isEqualTo("0123456789abcdefghij");
    }

    @Test
    void keepsHeadAndTailOfALongOneAndSaysHowMuchIsMissing() throws IOException {
        OutputFile output = output(4, 3);
        append(output, "0123456789");
        assertThat(text(output)).isEqualTo("0123");
        output.seal();
        output.seal();

        assertThat(text(output)).isEqualTo("0123\n[rightlink: 3 bytes left out]\n789");
    }

    @Test
    void staysWithinItsBound() throws IOException {
        OutputFile output = output(1_000, 500);
        byte[] chunk = new byte[64 * 1024];
        for (int i = 0; i < 800; i++) {
            output.append(chunk, chunk.length);
        }
        output.seal();
        append(output, "left behind");

        String gap = "\n[rightlink: " + (800L * chunk.length - 1_500) + " bytes left out]\n";
        assertThat(Files.size(file())).isEqualTo(1_500 + gap.length()).isEqualTo(output.size());
        assertThat(text(output)).contains(gap);
    }

    @Test
    void fillsTheHeadWithWhatComesLate() throws IOException {
        OutputFile output = output(8, 4);
        append(output, "in time");
        output.seal();
        append(output, "too late");

        assertThat(text(output)).isEqualTo("in timet");
    }

    @Test
    void startsAnewWhereAnEarlierFileIs() throws IOException {
        Files.writeString(file(), "an earlier one that was longer");
        OutputFile output = output(10, 10);
        append(output, "new");
        output.seal();

        assertThat(file()).hasContent("new");
    }

    @Test
    void goesOnWhenItCannotBeWrittenAndSaysWhy() throws IOException {
        OutputFile output = output(10, 10);
        append(output, "kept");
        output.close();

        append(output, "lost");
        output.seal();

        assertThat(text(output)).isEqualTo("kept");
        assertThat(output.fault()).isPresent();
    }

    @Test
    void releasesThoseWhoFollow() throws Exception {
        OutputFile output = output(10, 10);
        append(output, "12345");
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Long> follower = threads.submit(() -> output.awaitBeyond(5));
            Future<Long> ahead = threads.submit(() -> output.awaitBeyond(1_000));
            assertThat(output.awaitBeyond(0)).isEqualTo(5);

            output.release();

            assertThat(follower.get()).isEqualTo(5);
            assertThat(ahead.get()).isEqualTo(1_000);
        }
    }

    @Test
    void letsThoseWhoFollowGoAfterAWhileOfSilence() throws Exception {
        OutputFile output = output(10, 10);
        append(output, "12345");
        assertThat(output.awaitBeyond(5, Duration.ofMillis(50))).isEmpty();
        assertThat(output.awaitBeyond(4, Duration.ofMillis(50))).hasValue(5);
        output.release();
        assertThat(output.awaitBeyond(5, Duration.ofMillis(50))).hasValue(5);
    }

    @RepeatedTest(10)
    void showsAllFollowersTheSameBytes() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        OutputFile output = output(random.nextInt(50_000), random.nextInt(50_000));
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<byte[]>> followers = IntStream.range(0, 8)
                    .mapToObj(_ -> threads.submit(() -> follow(output)))
                    .toList();
            for (int chunks = 50; chunks > 0; chunks--) {
                byte[] chunk = new byte[random.nextInt(5_000)];
                random.nextBytes(chunk);
                output.append(chunk, chunk.length);
            }
            output.seal();
            output.release();

            byte[] kept = Files.readAllBytes(file());
            for (Future<byte[]> follower : followers) {
                assertThat(follower.get()).as("seed %d", seed).isEqualTo(kept);
            }
        }
    }

    private static byte[] follow(RunOutput output) throws Exception {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        long at = 0;
        for (long now = output.awaitBeyond(at); now > at; now = output.awaitBeyond(at)) {
            output.copy(at, now, seen);
            at = now;
        }
        return seen.toByteArray();
    }

    private OutputFile output(long head, int tail) throws IOException {
        return new OutputFile(file(), head, tail);
    }

    private Path file() {
        return directory.resolve("output");
    }

    private static void append(OutputFile output, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        output.append(bytes, bytes.length);
    }

    private static String text(RunOutput output) throws IOException {
        ByteArrayOutputStream copy = new ByteArrayOutputStream();
        output.copy(0, output.size(), copy);
        return copy.toString(StandardCharsets.UTF_8);
    }
}
