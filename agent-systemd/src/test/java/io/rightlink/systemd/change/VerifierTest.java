package io.rightlink.systemd.change;

import static io.rightlink.systemd.change.ChangeRequests.path;
import static io.rightlink.systemd.change.ChangeRequests.text;
import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifierTest {

    @TempDir
    Path stages;

    @Test
    void believesWhatWasSaidRightBeforeSystemdCouldNotBeReached() throws InterruptedException {
        Verifier verifier = new Verifier(Optional.of(new LostHost()), stages);

        Verification said = verifier.verify(path("web.service"), text("[Service]\n"), null, Validation.STRICT);

        assertThat(said).isEqualTo(new Verification(false, "systemd-analyze", List.of("web.service:1: no ExecStart")));
        assertThat(stages).isEmptyDirectory();
    }

    /** Can't be reached any more once a program has ended. */
    private static final class LostHost implements Placement, Running {

        @Override
        public String name() {
            return "host";
        }

        @Override
        public Running start(Launch launch) {
            return this;
        }

        @Override
        public InputStream output() {
            return new ByteArrayInputStream("web.service:1: no ExecStart\n".getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public Exit await() {
            return new Exit(OptionalInt.of(1), OptionalInt.empty());
        }

        @Override
        public boolean terminate() {
            return false;
        }

        @Override
        public void release() {
            throw new UnavailableException("systemd-unavailable", "Cannot ask systemd: gone");
        }
    }
}
