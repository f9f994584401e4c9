package io.rightlink.core.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.HostDescription.Agent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcHostTest {

    private static final Path DEBIAN = Path.of("src/test/resources/hosts/debian12-6.18.44");
    private static final Instant STARTED = Instant.parse("2026-01-02T03:04:05Z");

    @TempDir
    Path root;

    @Test
    void describesARecordedHost() {
        HostDescription host = describe(DEBIAN);

        assertThat(host)
                .isEqualTo(new HostDescription(
                        Optional.of("rightlink-host"),
                        Optional.of("Debian GNU/Linux 12 (bookworm)"),
                        Optional.of("6.18.44-fc-v657"),
                        host.architecture(),
                        Optional.of(2),
                        Optional.of(24_684_092L * 1024),
                        Optional.of(Instant.ofEpochSecond(1_795_350_183)),
                        Optional.of("8236c512-df83-43ca-be75-878b169c9ba1"),
                        new Agent("1.2.3", STARTED, "container"),
                        Optional.of(BootState.STRANDED)));
    }

    @Test
    void namesTheArchitectureAsTheKernelDoes() throws Exception {
        Process uname = new ProcessBuilder("uname", "-m").start();

        assertThat(describe(DEBIAN).architecture())
                .contains(new String(uname.getInputStream().readAllBytes(), StandardCharsets.UTF_8).trim());
    }

    @Test
    void knowsThatItRunsOnTheHostItself() {
        assertThat(describe(Path.of("/")).agent().placement()).isEqualTo("host");
    }

    @Test
    void leavesOutWhatIsMissing() {
        assertKnowsNothing(describe(root));
    }

    @Test
    void leavesOutWhatIsEmpty() throws IOException {
        fillWith("");

        assertKnowsNothing(describe(root));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "cpu  1 2 3",
                "btime 0\nMemTotal: 0 kB\nPRETTY_NAME=\"\"\n",
                "btime 99999999999999999999\nMemTotal: 99999999999999999999 kB\nPRETTY_NAME=\n",
                "btime soon\nMemTotal: -1 kB\nPRETTY_NAME=\"unfinished\ncpux 1\n"
            })
    void leavesOutWhatIsGarbledAndNeverSaysZero(String garbled) throws IOException {
        fillWith(garbled);

        HostDescription host = describe(root);

        assertThat(host.cpus()).isEmpty();
        assertThat(host.memoryBytes()).isEmpty();
        assertThat(host.bootedAt()).isEmpty();
        assertThat(host.os()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"PRETTY_NAME=Größe", "PRETTY_NAME=\"Größe\"", "NAME=x\nPRETTY_NAME='Größe'\nID=y"})
    void readsANameHoweverItIsQuoted(String line) throws IOException {
        write("etc/os-release", line + "\n");

        assertThat(describe(root).os()).contains("Größe");
    }

    @Test
    void looksWhereDistributionsKeepTheirOwnCopyIfEtcHasNone() throws IOException {
        write("usr/lib/os-release", "PRETTY_NAME=\"Container-Optimized OS\"\n");

        assertThat(describe(root).os()).contains("Container-Optimized OS");
    }

    private static HostDescription describe(Path root) {
        return new ProcHost(new Rootfs(root), () -> Optional.of(BootState.STRANDED), "1.2.3", STARTED).describe();
    }

    private static void assertKnowsNothing(HostDescription host) {
        assertThat(host.hostname()).isEmpty();
        assertThat(host.os()).isEmpty();
        assertThat(host.kernel()).isEmpty();
        assertThat(host.cpus()).isEmpty();
        assertThat(host.memoryBytes()).isEmpty();
        assertThat(host.bootedAt()).isEmpty();
        assertThat(host.bootId()).isEmpty();
    }

    private void fillWith(String content) throws IOException {
        write("proc/stat", content);
        write("proc/meminfo", content);
        write("proc/sys/kernel/hostname", content);
        write("proc/sys/kernel/osrelease", content);
        write("proc/sys/kernel/random/boot_id", content);
        write("etc/os-release", content);
    }

    private void write(String path, String content) throws IOException {
        Path file = root.resolve(path);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content);
    }
}
