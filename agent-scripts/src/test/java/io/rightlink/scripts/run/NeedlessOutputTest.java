package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import io.rightlink.scripts.credential.Credential;
import io.rightlink.scripts.credential.CredentialName;
import io.rightlink.scripts.mask.Mask;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NeedlessOutputTest {

    private static final Optional<Mask> MASK = Mask.of(List.of(
            new Credential(new CredentialName("SHORT"), "s3cr", "1"),
            new Credential(new CredentialName("LONG"), "correct horse battery staple", "1")));
    private static final int STEP = 1_000;

    @TempDir
    Path directory;

    @RepeatedTest(500)
    void leavesToTheNextAgentAllThatIsKept(RepetitionInfo repetition) throws IOException {
        long seed = repetition.getCurrentRepetition();
        Random random = new Random(seed);
        int head = random.nextInt(3_000);
        int tail = random.nextInt(3_000);
        Raw raw = new Raw(printed(random));

        String first = keep(raw, raw, random, head, tail);
        String again = keep(raw, new Raw(raw.bytes), random, head, tail);

        // what is left out is longer or shorter with what is hidden in it
        assertThat(withoutCount(again)).as("seed %d", seed).isEqualTo(withoutCount(first));
    }

    @Test
    void forgetsAllButTheBeginningAndTheEnd() throws IOException {
        Raw raw = new Raw("x".repeat(1_000_000).getBytes(StandardCharsets.UTF_8));

        String _ = keep(raw, raw, new Random(1), 2_000, 3_000);

        assertThat(raw.forgotten()).isBetween(970_000, 995_000);
    }

    @Test
    void forgetsNothingOfWhatIsKeptWhole() throws IOException {
        Raw raw = new Raw("x".repeat(100_000).getBytes(StandardCharsets.UTF_8));

        String _ = keep(raw, raw, new Random(1), 50_000, 50_000);

        assertThat(raw.forgotten()).isZero();
    }

    /** Reads what there is in chunks, and returns what is kept of it. */
    private String keep(Raw raw, Running running, RandomGenerator random, int head, int tail) throws IOException {
        OutputFile file = new OutputFile(directory.resolve("output"), head, tail);
        try (HiddenOutput output = new HiddenOutput(file, MASK)) {
            NeedlessOutput needless = new NeedlessOutput(running, file, STEP);
            int read = 0;
            while (read < raw.bytes.length) {
                int count = Math.min(1 + random.nextInt(300), raw.bytes.length - read);
                output.append(Arrays.copyOfRange(raw.bytes, read, read + count), count);
                read += count;
                needless.read(read);
            }
            output.seal();
        }
        return Files.readString(directory.resolve("output"));
    }

    private static byte[] printed(Random random) {
        StringBuilder printed = new StringBuilder();
        int length = random.nextInt(60_000);
        boolean secretive = random.nextBoolean();
        while (printed.length() < length) {
            printed.append(
                    switch (random.nextInt(secretive ? 3 : 20)) {
                        case 0 -> "s3cr";
                        case 1 -> "correct horse battery staple";
                        default -> "line " + random.nextInt(10_000) + "\n";
                    });
        }
        return printed.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String withoutCount(String output) {
        return output.replaceAll("rightlink: \\d+ bytes", "rightlink: some bytes");
    }

    /** What a place keeps. */
    private static final class Raw implements Running {

        private final byte[] bytes;

        private Raw(byte[] bytes) {
            this.bytes = bytes;
        }

        private int forgotten() {
            int zeros = 0;
            for (byte each : bytes) {
                zeros += each == 0 ? 1 : 0;
            }
            return zeros;
        }

        @Override
        public void forget(long from, long until) {
            Arrays.fill(bytes, (int) from, (int) until, (byte) 0);
        }

        @Override
        public InputStream output() {
            return new ByteArrayInputStream(bytes);
        }

        @Override
        public Exit await() {
            return Exit.unknown();
        }

        @Override
        public boolean terminate() {
            return false;
        }
    }
}
