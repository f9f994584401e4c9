package io.rightlink.systemd.host;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.UnavailableException;
import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitWatch;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class HostRunTest {

    @TempDir
    Path directory;

    @Test
    void saysThatItCannotBeLetGoOfNow() {
        SystemBus bus = new SystemBus(directory.resolve("no-bus"));
        // Nobody is patient with a bus that is closed.
        bus.close();
        HostRun run = new HostRun(
                new RunUnit("one"), directory.resolve("output.raw"), bus, new UnitWatch(bus), Duration.ofSeconds(1));

        assertThatExceptionOfType(UnavailableException.class).isThrownBy(run::release);
    }
}
