package io.rightlink.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.OtherProcess;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class ProcessImageTest {

    @TempDir
    private Path directory;

    /** The fourth is the shell's own, which looks at them. */
    @Test
    void keepsItsIdAndStreamsAndNothingElse() throws Exception {
        Process process = OtherProcess.start(Becoming.class, "/bin/sh", directory.toString());

        List<String> said = linesOf(process);

        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).isEqualTo(7);
        assertThat(said).containsExactly("it has open", process.pid() + " [one two] [wörd] [] 0 1 2 3");
    }

    @Test
    void goesOnWhenTheKernelRefuses() throws Exception {
        Process process = OtherProcess.start(Becoming.class, directory.toString(), directory.toString());

        assertThat(linesOf(process)).containsExactly("it has open", "execve refuses '" + directory + "': errno 13");
    }

    private static List<String> linesOf(Process process) throws IOException {
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
    }

    /** Opens this and that, and becomes another program. */
    static final class Becoming {

        private static final String TOLD =
                "set -- $$ \"[$1]\" \"[$WORD]\" \"[$HOME]\"; cd /proc/$$/fd; echo $* *; exit 7";

        private Becoming() {}

        public static void main(String[] arguments) throws Exception {
            Path directory = Path.of(arguments[1]);
            try (RandomAccessFile file =
                            new RandomAccessFile(directory.resolve("file").toFile(), "rw");
                    FileInputStream read =
                            new FileInputStream(directory.resolve("file").toFile());
                    ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
                System.out.println(file.length() + read.available() < socket.getLocalPort() ? "it has open" : "closed");
                ProcessImage.replace(List.of(arguments[0], "-c", TOLD, "name", "one two"), Map.of("WORD", "wörd"));
            } catch (IOException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
