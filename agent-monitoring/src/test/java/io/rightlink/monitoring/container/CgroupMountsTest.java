package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.container.CgroupMounts.Mount;
import io.rightlink.monitoring.sample.SampleTable;
import io.rightlink.monitoring.testing.RecordedHost;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CgroupMountsTest {

    private static final String CPU_AND_ACCOUNTING =
            "31 30 0:27 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid shared:13 master:2 - cgroup cgroup rw,cpu,cpuacct\n";

    @TempDir
    private Path root;

    private final SampleTable table = new SampleTable();

    @Test
    void findsEachTreeOfARecordedHostOfV1() {
        CgroupMounts mounts = CgroupMounts.read(RecordedHost.V1.rootfs(), table);

        assertThat(mounts.of("memory")).contains(new Mount("/", "/sys/fs/cgroup/memory"));
        assertThat(mounts.of("cpuacct")).contains(new Mount("/", "/sys/fs/cgroup/cpuacct"));
        assertThat(mounts.of("name=systemd")).contains(new Mount("/", "/sys/fs/cgroup/systemd"));
        assertThat(mounts.of(CgroupMounts.UNIFIED)).contains(new Mount("/", "/sys/fs/cgroup/unified"));
        assertThat(table.unreadable()).isEmpty();
    }

    @Test
    void findsTheOneTreeOfARecordedHostOfV2() {
        CgroupMounts mounts = CgroupMounts.read(RecordedHost.V2.rootfs(), table);

        assertThat(mounts.of(CgroupMounts.UNIFIED)).contains(new Mount("/", "/sys/fs/cgroup"));
        assertThat(mounts.of("memory")).isEmpty();
        assertThat(table.unreadable()).isEmpty();
    }

    @Test
    void findsControllersThatShareATree() throws IOException {
        CgroupMounts mounts = read(CPU_AND_ACCOUNTING);

        assertThat(mounts.of("cpu"))
                .contains(new Mount("/", "/sys/fs/cgroup/cpu,cpuacct"))
                .isEqualTo(mounts.of("cpuacct"));
    }

    @Test
    void readsPathsThatTheKernelWritesInOctal() throws IOException {
        CgroupMounts mounts = read("25 23 0:23 /a\\134x2db /my\\040cgroup rw - cgroup2 cgroup2 rw\n");

        assertThat(mounts.of(CgroupMounts.UNIFIED)).contains(new Mount("/a\\x2db", "/my cgroup"));
    }

    @Test
    void leavesOutAGarbledLineAndReadsTheOthers() throws IOException {
        CgroupMounts mounts = read("nonsense\n1 2 3 / /x rw\n" + CPU_AND_ACCOUNTING + "25 23 0:23 / /cut rw - cgroup2");

        assertThat(mounts.of("cpu")).isPresent();
        assertThat(mounts.of(CgroupMounts.UNIFIED)).isEmpty();
        assertThat(table.unreadable()).hasSize(3);
    }

    @Test
    void showsWhatIsBelowItsTopAndNothingElse() {
        Mount whole = new Mount("/", "/sys/fs/cgroup");
        Mount part = new Mount("/docker/outer", "/sys/fs/cgroup");
        Mount fromAnotherNamespace = new Mount("/../..", "/sys/fs/cgroup");

        assertThat(whole.relative("/docker/abc")).contains("/docker/abc");
        assertThat(part.relative("/docker/outer/docker/abc")).contains("/docker/abc");
        assertThat(part.relative("/docker/outermost/abc")).isEmpty();
        assertThat(whole.relative("/../abc")).isEmpty();
        assertThat(whole.relative("/docker/../../etc")).isEmpty();
        assertThat(fromAnotherNamespace.relative("/../../init.scope")).contains("/init.scope");
        assertThat(fromAnotherNamespace.relative("/../docker-abc.scope")).isEmpty();
    }

    private CgroupMounts read(String mountinfo) throws IOException {
        RecordedHost host = new RecordedHost(root);
        host.write("/proc/1/mountinfo", mountinfo);
        return CgroupMounts.read(host.rootfs(), table);
    }
}
