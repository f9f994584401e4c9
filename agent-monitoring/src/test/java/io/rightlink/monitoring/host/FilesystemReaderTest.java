package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class FilesystemReaderTest extends ReaderContract {

    private static final Space SPACE = new Space(100, 50, 40, 10, 5);

    private static final Map<String, Double> SHOWN = Map.ofEntries(
            entry("size_bytes", 100.0),
            entry("free_bytes", 50.0),
            entry("avail_bytes", 40.0),
            entry("files", 10.0),
            entry("files_free", 5.0),
            entry("readonly", 0.0),
            entry("device_error", 0.0));
    private static final String DISK = "{device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/\"}";

    private final List<Place> asked = new CopyOnWriteArrayList<>();
    private final CountDownLatch server = new CountDownLatch(1);

    FilesystemReaderTest() {
        super(
                host -> new FilesystemReader(
                        host, new Rootfs(Path.of("/none")), _ -> Optional.of(SPACE), Duration.ofSeconds(30)),
                "node_filesystem_.*",
                needed("/proc/1/mountinfo").withoutNumbers());
    }

    /** What is mounted there, but for what isn't on a disk: node_exporter can't ask how full a recorded file system is. */
    @Override
    Map<String, Double> expected(RecordedHost host) {
        List<String> mounts = host.equals(RecordedHost.V1)
                ? List.of(
                        "device=\"tmpfs\",fstype=\"tmpfs\",mountpoint=\"/run\"",
                        "device=\"tmpfs\",fstype=\"tmpfs\",mountpoint=\"/run/lock\"",
                        "device=\"tmpfs\",fstype=\"tmpfs\",mountpoint=\"/tmp\"",
                        "device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/etc/resolv.conf\"",
                        "device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/etc/hostname\"",
                        "device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/etc/hosts\"",
                        "device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/var/lib/docker\"")
                : List.of(
                        "device=\"rootfs\",fstype=\"rootfs\",mountpoint=\"/\"",
                        "device=\"tmp\",fstype=\"tmpfs\",mountpoint=\"/tmp\"",
                        "device=\"/dev/vda\",fstype=\"ext4\",mountpoint=\"/disk\"");
        Map<String, Double> expected = new TreeMap<>();
        mounts.forEach(mount ->
                SHOWN.forEach((name, value) -> expected.put("node_filesystem_" + name + "{" + mount + "}", value)));
        return expected;
    }

    @Test
    void tellsASpaceAndWhatIsReadOnly() throws IOException {
        Shown shown = Shown.by(reader(mounts("""
                21 1 254:0 / / ro,relatime shared:1 - ext4 /dev/vda rw
                22 1 254:1 / /my\\040disk rw - ext4 /dev/vdb ro,errors=continue
                23 1 254:2 / /var/lib/docker/volumes/x rw - ext4 /dev/vdc rw
                """)));

        assertThat(shown.values())
                .containsEntry("node_filesystem_readonly" + DISK, 1.0)
                .containsEntry("node_filesystem_size_bytes" + DISK, 100.0)
                .containsEntry("node_filesystem_free_bytes" + DISK, 50.0)
                .containsEntry("node_filesystem_avail_bytes" + DISK, 40.0)
                .containsEntry("node_filesystem_files" + DISK, 10.0)
                .containsEntry("node_filesystem_files_free" + DISK, 5.0)
                .containsEntry("node_filesystem_device_error" + DISK, 0.0)
                .containsEntry(
                        "node_filesystem_readonly{device=\"/dev/vdb\",fstype=\"ext4\",mountpoint=\"/my disk\"}", 1.0)
                .hasSize(14);
    }

    @Test
    void asksThroughWhateverTheAgentHasMountedOfAFileSystem() throws IOException {
        Rootfs own = KernelText.host(
                root.resolve("own"),
                "/proc/self/mountinfo",
                "9 1 254:0 /var/log /host/var/log ro - ext4 /dev/vda rw\n");
        Rootfs host = mounts("""
                21 1 254:0 / / rw - ext4 /dev/vda rw
                22 1 254:1 / /srv rw - ext4 /dev/vdb rw
                """);

        Shown.by(new FilesystemReader(host, own, this::space, Duration.ofSeconds(30)));

        assertThat(asked)
                .containsExactlyInAnyOrder(
                        new Place(own.resolve("/host/var/log"), Optional.empty()),
                        new Place(host.resolve("/srv"), Optional.of("254:1")));
    }

    @Test
    void doesNotTakeAnotherFileSystemForTheOneThatItAsksFor() {
        assertThat(new Place(root, Optional.of("0:0")).space()).isEmpty();
        assertThat(new Place(root.resolve("none"), Optional.empty()).space()).isEmpty();
        assertThat(new Place(root, Optional.empty()).space()).hasValueSatisfying(space -> {
            assertThat(space.sizeBytes()).isEqualTo((double) root.toFile().getTotalSpace());
            assertThat(space.freeBytes()).isPositive().isLessThanOrEqualTo(space.sizeBytes());
        });
    }

    @Test
    void asksADeadServerOnlyOnceAndTheOthersAllTheSame() throws IOException {
        FilesystemReader reader = reader(mounts("""
                21 1 254:0 / / rw - ext4 /dev/vda rw
                22 1 0:50 / /dead rw - nfs4 server:/ rw
                23 1 254:1 / /srv rw - ext4 /dev/vdb rw
                """));

        for (int i = 0; i < 3; i++) {
            Shown shown = Shown.by(reader);
            assertThat(shown.with("node_filesystem_device_error").values()).containsExactlyInAnyOrder(0.0, 1.0, 0.0);
            assertThat(shown.with("server:/").keySet()).hasSize(1);
            assertThat(shown.unreadable()).isEmpty();
        }
        assertThat(Collections.frequency(asked, new Place(root.resolve("dead"), Optional.of("0:50"))))
                .isEqualTo(1);

        server.countDown();
        Awaitility.await().until(() -> Shown.by(reader).with("server:/").size() == 7);
    }

    @Test
    void keepsFewThreadsHoweverManyServersAreDead() throws IOException {
        StringBuilder mounts = new StringBuilder();
        for (int i = 0; i < 50; i++) {
            mounts.append("22 1 0:")
                    .append(i)
                    .append(" / /dead")
                    .append(i)
                    .append(" rw - nfs4 server:/")
                    .append(i)
                    .append(" rw\n");
        }
        FilesystemReader reader = reader(mounts(mounts.toString()));

        Shown.by(reader);
        Map<String, Double> values = Shown.by(reader).values();

        assertThat(values).hasSize(50).allSatisfy((_, value) -> assertThat(value)
                .isEqualTo(1));
        assertThat(asked).hasSize(TimelyAnswers.MOST_THREADS);
        server.countDown();
    }

    @Test
    void saysWhatItCannotReadEachTime() throws IOException {
        FilesystemReader reader = reader(mounts("21 1 254:0 / / rw - ext4 /dev/vda rw\n22 1 254:1\n"));

        assertThat(Shown.by(reader).unreadable()).hasSize(1);
        assertThat(Shown.by(reader).unreadable())
                .containsExactly("Cannot read all of /proc/1/mountinfo: '22 1 254:1' ends too early");
        assertThat(Shown.by(reader).values()).hasSize(7);
    }

    private Rootfs mounts(String text) throws IOException {
        return KernelText.host(root, "/proc/1/mountinfo", text);
    }

    private FilesystemReader reader(Rootfs host) {
        Function<Place, Optional<Space>> space = this::space;
        return new FilesystemReader(host, new Rootfs(root.resolve("nothing")), space, Duration.ofMillis(500));
    }

    private Optional<Space> space(Place place) {
        asked.add(place);
        if (place.path().toString().contains("dead")) {
            try {
                server.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
        return Optional.of(SPACE);
    }
}
