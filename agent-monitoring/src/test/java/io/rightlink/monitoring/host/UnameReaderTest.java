package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UnameReaderTest {

    @TempDir
    private Path root;

    @Test
    void tellsTheHostsNameAndKernel() {
        assertThat(Shown.by(new UnameReader(RecordedHost.V2.rootfs(), () -> Optional.of("x86_64")))
                        .values())
                .isEqualTo(Map.of(
                        "node_uname_info{domainname=\"(none)\",machine=\"x86_64\",nodename=\"recorded\","
                                + "release=\"6.1.0-56-cloud-amd64\",sysname=\"Linux\","
                                + "version=\"#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)\"}",
                        1.0));
        assertThat(Shown.by(new UnameReader(RecordedHost.V1.rootfs(), () -> Optional.of("x86_64")))
                        .with("h-host-rec"))
                .hasSize(1);
    }

    @Test
    void showsNothingUnlessItKnowsAll() throws IOException {
        RecordedHost host = RecordedHost.V2.copyTo(root.resolve("host"));
        host.write("/proc/sys/kernel/version", "");
        host.delete("/proc/sys/kernel/ostype");

        Shown shown = Shown.by(new UnameReader(host.rootfs(), Optional::empty));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).hasSize(3);
    }
}
