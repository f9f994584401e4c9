package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

class TailBufferTest {

    @RepeatedTest(200)
    void keepsTheLastBytesAndCountsTheOthers() {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int limit = random.nextInt(40_000);
        TailBuffer tail = new TailBuffer(limit);
        ByteArrayOutputStream all = new ByteArrayOutputStream();

        for (int chunks = random.nextInt(30); chunks > 0; chunks--) {
            byte[] chunk = new byte[random.nextInt(20_000)];
            random.nextBytes(chunk);
            int offset = random.nextInt(chunk.length + 1);
            int count = random.nextInt(chunk.length - offset + 1);
            tail.append(chunk, offset, count);
            all.write(chunk, offset, count);
        }

        byte[] bytes = all.toByteArray();
        byte[] last = Arrays.copyOfRange(bytes, Math.max(0, bytes.length - limit), bytes.length);
        assertThat(tail.toByteBuffer().array()).as("seed %d", seed).isEqualTo(last);
        assertThat(tail.dropped()).as("seed %d", seed).isEqualTo(bytes.length - last.length);
    }

    @Test
    void keepsNothingWhereNothingMayBeKept() {
        TailBuffer tail = new TailBuffer(0);

        tail.append(new byte[100], 10, 90);

        assertThat(tail.toByteBuffer().array()).isEmpty();
        assertThat(tail.dropped()).isEqualTo(90);
    }
}
