package io.rightlink.monitoring.exec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PluginOutputTest {

    private final List<String> lines = new ArrayList<>();
    private final AtomicInteger tooLong = new AtomicInteger();

    @Test
    void handsOnWholeLinesHoweverTheyCome() throws IOException {
        Random random = new Random(20_261_122);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            text.append("line ")
                    .append(i)
                    .append(" ")
                    .append("x".repeat(random.nextInt(100)))
                    .append('\n');
        }
        read(new Trickling(text.toString(), random));

        assertThat(String.join("\n", lines) + "\n").isEqualTo(text.toString());
        assertThat(tooLong).hasValue(0);
    }

    @Test
    void handsOnALastLineWithoutAnEnd() throws IOException {
        read(new ByteArrayInputStream("a\nb".getBytes(StandardCharsets.UTF_8)));

        assertThat(lines).containsExactly("a", "b");
    }

    @Test
    void leavesOutALineThatIsTooLongAndNoOther() throws IOException {
        String text = "a\n" + "x".repeat(1_000_000) + "\nb\n" + "y".repeat(70_000) + "\nc\n" + "z".repeat(200_000);
        read(new Trickling(text, new Random(1)));

        assertThat(lines).containsExactly("a", "b", "c");
        assertThat(tooLong).hasValue(3);
    }

    private void read(InputStream source) throws IOException {
        PluginOutput output = new PluginOutput(source);
        boolean more = true;
        while (more) {
            more = output.read(
                    bytes -> lines.addAll(
                            new String(bytes, StandardCharsets.UTF_8).lines().toList()),
                    tooLong::incrementAndGet);
        }
    }

    /** Gives as much as it likes at a time. */
    private static final class Trickling extends ByteArrayInputStream {
        private final Random random;

        Trickling(String text, Random random) {
            super(text.getBytes(StandardCharsets.UTF_8));
            this.random = random;
        }

        @Override
        public synchronized int read(byte[] into, int offset, int length) {
            return super.read(into, offset, Math.min(length, 1 + random.nextInt(30_000)));
        }
    }
}
