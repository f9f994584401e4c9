package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.Shown;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class UnameReaderTest extends ReaderContract {

    UnameReaderTest() {
        super(
                rootfs -> new UnameReader(rootfs, () -> Optional.of("x86_64")),
                "node_uname_info",
                needed("/proc/sys/kernel/ostype").withoutNumbers(),
                needed("/proc/sys/kernel/osrelease").withoutNumbers(),
                needed("/proc/sys/kernel/version").withoutNumbers(),
                needed("/proc/sys/kernel/hostname").withoutNumbers(),
                needed("/proc/sys/kernel/domainname").withoutNumbers());
    }

    /** What uname says on them: node_exporter asks the machine that it runs on. */
    @Override
    Map<String, Double> expected(RecordedHost host) {
        return host.equals(RecordedHost.V1)
                ? Map.of(
                        "node_uname_info{domainname=\"(none)\",machine=\"x86_64\",nodename=\"h-host-rec\","
                                + "release=\"6.18.44-fc-v657\",sysname=\"Linux\",version=\"#1 SMP PREEMPT_DYNAMIC @0\"}",
                        1.0)
                : Map.of(
                        "node_uname_info{domainname=\"(none)\",machine=\"x86_64\",nodename=\"recorded\","
                                + "release=\"6.1.0-56-cloud-amd64\",sysname=\"Linux\","
                                + "version=\"#1 SMP PREEMPT_DYNAMIC Debian 6.1.192-2 (2026-11-16)\"}",
                        1.0);
    }

    @Test
    void showsNothingWhereTheMachineIsNotKnown() {
        Shown shown = Shown.by(new UnameReader(RecordedHost.V2.rootfs(), Optional::empty));

        assertThat(shown.values()).isEmpty();
        assertThat(shown.unreadable()).containsExactly("Cannot tell what machine this is");
    }
}
