package io.rightlink.core.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What holds, moreover, for every place where a program goes on when the agent ends. */
public abstract class EnduringPlacementContract extends PlacementContract {

    @Test
    void isFoundByTheNextAgentWhileItRunsAndOnceItHasEnded() throws Exception {
        sh("", "echo one; while [ ! -e go ]; do sleep 0.02; done; echo two; exit 7");

        assertThat(placement().outlivesAgent()).isTrue();
        assertThat(placement().kept()).contains(id());
        Running running = found();
        Files.createFile(work().resolve("go"));
        assertThat(exit(running).code()).hasValue(7);
        Running ended = found();
        assertThat(exit(ended).code()).hasValue(7);
        assertThat(outputOf(ended)).isEqualTo("one\ntwo\n");
    }

    @Test
    void leavesNothingOfWhatIsReleased() throws Exception {
        Running running = sh("", "exit 0");
        exit(running);
        assertThat(running.terminate()).isFalse();
        running.release();
        running.release();
        assertThat(running.terminate()).isFalse();

        assertThat(exit(running)).isEqualTo(Exit.unknown());
        assertThat(placement().kept()).doesNotContain(id());
        assertThat(placement().find(id(), home().resolve("output.raw"))).isEmpty();
    }

    @Test
    void refusesASecondStart() throws Exception {
        Running running = sh("", "echo first; while [ ! -e go ]; do sleep 0.02; done");

        assertThatThrownBy(() -> sh("", "echo second"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("already");

        Files.createFile(work().resolve("go"));
        exit(running);
        assertThatThrownBy(() -> sh("", "echo third")).isInstanceOf(IOException.class);
        assertThat(outputOf(running)).isEqualTo("first\n");
    }

    @Test
    void saysThatThereIsNoInterpreterAndLeavesNothing() throws Exception {
        Launch launch = launch("", List.of(script("#!/no/such/thing\n")), PATH);

        assertThatThrownBy(() -> start(launch))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("can't execute")
                .hasMessageContaining(launch.command().getFirst());

        assertThat(placement().kept()).doesNotContain(id());
    }

    @Test
    void findsNothingWhereNothingWasStarted() {
        assertThat(placement().find(id(), home().resolve("output.raw"))).isEmpty();
    }

    private Running found() {
        return placement().find(id(), home().resolve("output.raw")).orElseThrow();
    }
}
