package io.rightlink.core.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is ended with a process and what isn't, and when that counts as ended; the contract of places tells the rest. */
class ProcessTreeTest {

    private static final Duration GRACE = Duration.ofSeconds(5);
    private static final int ENDS = 200;

    @TempDir
    Path directory;

    @Test
    void leavesAloneWhatHasEndedThoughNobodyWasToldSoYet() throws Exception {
        for (int i = 0; i < ENDS; i++) {
            Process process = start("exit 3");
            ProcessTree tree = new ProcessTree(process, GRACE);
            while (!hasEndedForTheKernel(process)) {
                Thread.onSpinWait();
            }

            assertThat(tree.terminateUnlessEnded()).isFalse();
            assertThat(process.waitFor()).isEqualTo(3);
        }
    }

    @Test
    void leavesAloneWhatAnEndedOneLeftBehindUnlessAskedForAll() throws Exception {
        Process process = start("sleep 1000 & echo $! > left");
        assertThat(process.waitFor()).isZero();
        long left = Long.parseLong(Files.readString(directory.resolve("left")).strip());
        ProcessTree tree = new ProcessTree(process, GRACE);

        assertThat(tree.terminateUnlessEnded()).isFalse();
        assertThat(ProcessStat.of(left)).get().matches(ProcessStat::isAlive);

        tree.terminate();
        Awaitility.await().untilAsserted(() -> assertThat(ProcessStat.of(left).filter(ProcessStat::isAlive))
                .isEmpty());
    }

    /** Its threads are what is left of a program whose first thread has ended: the kernel calls it a zombie then. */
    @Test
    void endsWhatGoesOnWithoutItsFirstThread() throws Exception {
        Process process = start("exec python3 -c '"
                + "import ctypes, threading, time; "
                + "threading.Thread(target=time.sleep, args=(1000,)).start(); "
                + "ctypes.CDLL(None).pthread_exit(None)'");
        ProcessTree tree = new ProcessTree(process, GRACE);
        while (!ProcessStat.of(process.pid()).orElseThrow().equals(zombieWithThread(process))) {
            Thread.onSpinWait();
        }

        assertThat(tree.terminateUnlessEnded()).isTrue();
        assertThat(process.waitFor()).isEqualTo(128 + ProcessGroup.SIGTERM);
    }

    private Process start(String script) throws Exception {
        return new ProcessBuilder("setsid", "sh", "-c", script)
                .directory(directory.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static boolean hasEndedForTheKernel(Process process) {
        Optional<ProcessStat> stat = ProcessStat.of(process.pid());
        return stat.isEmpty() || stat.get().state() == 'Z';
    }

    private static ProcessStat zombieWithThread(Process process) {
        return new ProcessStat('Z', process.pid(), 2);
    }
}
