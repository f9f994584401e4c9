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
import java.util.ArrayList;
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

    /** One of several at once would take another's away, and that one be taken for verified by nobody. */
    @Test
    void keepsTheFilesOfOneVerificationFromTheNext() throws InterruptedException {
        LostHost host = new LostHost();
        Verifier verifier = new Verifier(Optional.of(host), stages);

        verifier.verify(path("web.service"), text("[Service]\n"), null, Validation.STRICT);
        verifier.verify(path("web.service"), text("[Service]\n"), null, Validation.STRICT);

        assertThat(host.besides).hasSize(2).doesNotHaveDuplicates();
    }

    /** Can't be reached any more once a program has ended. */
    private static final class LostHost implements Placement, Running {

        /** Where it may keep something beside the directories of programs. */
        private final List<Path> besides = new ArrayList<>();

        @Override
        public String name() {
            return "host";
        }

        @Override
        public Running start(Launch launch) {
            assertThat(launch.directory()).isEmptyDirectory();
            besides.add(launch.directory().resolveSibling("environment"));
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
