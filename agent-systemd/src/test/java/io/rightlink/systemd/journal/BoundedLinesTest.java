package io.rightlink.systemd.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class BoundedLinesTest {

    @Test
    void readsLinesThatAreWhole() throws IOException {
        assertThat(all(lines("a\n\nbc\nno", 10, 100))).containsExactly("a", "", "bc");
    }

    @Test
    void leavesOutALineThatIsTooLong() throws IOException {
        BoundedLines lines = lines("abc\nabcd\nab\n", 3, 100);

        assertThat(all(lines)).containsExactly("abc", "ab");
        assertThat(lines.leftOut()).isEqualTo(1);
        assertThat(lines.leftOut()).isZero();
        assertThat(lines.isFull()).isFalse();
    }

    @Test
    void readsNoMoreThanItMay() throws IOException {
        BoundedLines lines = lines("abc\nabc\nabc\n", 10, 9);

        assertThat(all(lines)).containsExactly("abc", "abc");
        assertThat(lines.isFull()).isTrue();
    }

    private static BoundedLines lines(String text, int longest, long most) {
        return new BoundedLines(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)), longest, most);
    }

    private static List<String> all(BoundedLines lines) throws IOException {
        List<String> all = new ArrayList<>();
        for (byte[] line = lines.next(); line != null; line = lines.next()) {
            all.add(new String(line, StandardCharsets.UTF_8));
        }
        return all;
    }
}
