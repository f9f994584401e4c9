package io.rightlink.monitoring.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.workload.Workload;
import io.rightlink.monitoring.internal.KernelFile;
import io.rightlink.monitoring.sample.SampleTable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CgroupMembershipTest {

    private static final String ID = "4f66ad9c6a0a3bc1d0e5a2b0d7f1c9e83b52c7aa10f94de6b8f3c1d2e4a5b697";
    private static final String OTHER = "9b8c7d6e5f4a3b2c1d0e9f8a7b6c5d4e3f2a1b0c9d8e7f6a5b4c3d2e1f0a9b8c";

    private final SampleTable table = new SampleTable();

    @Test
    void readsEachTreeOfV1() {
        assertThat(read("9:name=systemd:/docker/" + ID + "\n1:cpu,cpuacct:/docker/" + ID + "\n0::/docker/" + ID + "\n"))
                .isEqualTo(Map.of(
                        "name=systemd",
                        "/docker/" + ID,
                        "cpu",
                        "/docker/" + ID,
                        "cpuacct",
                        "/docker/" + ID,
                        CgroupMounts.UNIFIED,
                        "/docker/" + ID));
    }

    @Test
    void readsTheUnitThatSystemdMakes() {
        assertThat(read("0::/system.slice/docker-" + ID + ".scope\n"))
                .isEqualTo(Map.of(CgroupMounts.UNIFIED, "/system.slice/docker-" + ID + ".scope"));
    }

    @Test
    void takesTheWholeContainerWhereItsFirstProcessIsInAGroupBelow() {
        assertThat(read("0::/system.slice/docker-" + ID + ".scope/init.scope\n"))
                .isEqualTo(Map.of(CgroupMounts.UNIFIED, "/system.slice/docker-" + ID + ".scope"));
        assertThat(read("4:memory:/docker/" + OTHER + "/docker/" + ID + "/system.slice/cron.service\n"))
                .isEqualTo(Map.of("memory", "/docker/" + OTHER + "/docker/" + ID));
    }

    @Test
    void doesNotTakeAnotherProcessForTheContainers() {
        assertThat(read("0::/\n")).isEmpty();
        assertThat(read("0::/docker/" + OTHER + "\n")).isEmpty();
        assertThat(read("0::/docker/" + ID + "0\n")).isEmpty();
        assertThat(read("0::/docker-" + ID + ".scope.d\n")).isEmpty();
        assertThat(read("")).isEmpty();
        assertThat(table.unreadable()).isEmpty();
    }

    @Test
    void matchesNothingWithAnEmptyId() {
        Workload nameless =
                new Workload("", "x", "y", 7, "bridge", List.of(), Map.of(), Optional.empty(), Optional.empty());

        assertThat(CgroupMembership.read(new KernelFile("/proc/7/cgroup", "0::/docker//x\n"), nameless, table)
                        .paths())
                .isEmpty();
    }

    @Test
    void leavesOutAGarbledLine() {
        assertThat(read("nonsense\n4:memory:/docker/" + ID + "\n0::/docker/" + ID))
                .isEqualTo(Map.of("memory", "/docker/" + ID));
        assertThat(table.unreadable()).hasSize(2);
    }

    private Map<String, String> read(String text) {
        Workload workload =
                new Workload(ID, "x", "y", 7, "bridge", List.of(), Map.of(), Optional.empty(), Optional.empty());
        return CgroupMembership.read(new KernelFile("/proc/7/cgroup", text), workload, table)
                .paths();
    }
}
