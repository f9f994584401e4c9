package io.rightlink.scripts.run;

import static io.rightlink.scripts.run.AssembledRuns.ended;
import static io.rightlink.scripts.run.AssembledRuns.script;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.testing.BindMount;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of a run's files where its script has mounted something that isn't the agent's to remove. */
@Timeout(120)
class RunFilesTest {

    @TempDir
    Path state;

    @TempDir
    Path volume;

    private Path home;
    private Path work;
    private Path precious;
    private RunFiles files;

    @BeforeEach
    void make() throws IOException {
        home = state.resolve("runs/one");
        work = home.resolve("work");
        precious = Files.createFile(volume.resolve("precious"));
        files = new RunFiles(state);
    }

    @Test
    void tidiesUpAroundWhatAScriptHasMounted() throws Exception {
        try (BindMount _ = mounted()) {
            files.tidy("one");
            assertThat(home)
                    .isDirectoryNotContaining(file -> file.equals(home.resolve("script")))
                    .isDirectoryNotContaining(file -> file.equals(home.resolve("environment")))
                    .isDirectoryContaining(file -> file.equals(home.resolve("output")));
            assertThat(work.resolve("own")).exists();

            files.forget("one");
            assertThat(home)
                    .isDirectoryContaining(file -> file.equals(work))
                    .isDirectoryNotContaining(file -> file.equals(home.resolve("output")));
        }

        assertThat(precious).exists();
    }

    @Test
    void removesTheRestWhenItIsUnmounted() throws Exception {
        try (BindMount _ = mounted()) {
            files.sweep(_ -> true, Set.of());
            files.sweep(_ -> false, Set.of());
            assertThat(work.resolve("own")).exists();
        }

        files.sweep(_ -> false, Set.of());

        assertThat(state.resolve("runs")).isEmptyDirectory();
        assertThat(precious).exists();
    }

    @Test
    void leavesADirectoryThatHasBecomeAMountItself() throws Exception {
        files.prepare("one", "true");
        try (BindMount _ = BindMount.of(volume, home)) {
            files.tidy("one");
            files.forget("one");
        }

        assertThat(precious).exists();
    }

    @Test
    void leavesWhatADirectoryPointsToThatHasBecomeALink() throws IOException {
        Files.createDirectories(state.resolve("runs"));
        Files.createSymbolicLink(home, volume);

        files.tidy("one");
        files.forget("one");

        assertThat(precious).exists();
        assertThat(state.resolve("runs")).isEmptyDirectory();
    }

    @Test
    void startsNothingAmongTheRemainsOfAnotherRun() throws Exception {
        try (BindMount _ = mounted()) {
            assertThatIOException()
                    .isThrownBy(() -> files.prepare("one", "true"))
                    .withMessageContaining("An earlier run's files are in its way")
                    .withMessageContaining("something is mounted at '" + work.toRealPath() + "/m'");
        }

        assertThat(files.prepare("one", "true")).isEmptyDirectory();
        assertThat(precious).exists();
    }

    @Test
    void leavesWhatACancelledScriptHasMountedToTheNextStart() throws Exception {
        AssembledRuns agent = new AssembledRuns(state);
        try (BindMount _ = BindMount.at(work.resolve("m"))) {
            agent.play(runs -> {
                runs.submit(
                        new RunId("one"),
                        script("mkdir m; mount --bind " + volume + " m; echo mounted; exec sleep 1000"));
                await().until(() -> runs.output(new RunId("one")).size() > 0);
                runs.cancel(new RunId("one"));

                assertThat(ended(runs, "one").state()).isEqualTo(RunState.CANCELLED);
                assertThat(precious).exists();
                assertThat(agent.filesOf("one")).containsExactlyInAnyOrder("work", "output");
            });
        }

        agent.play(_ -> assertThat(agent.filesOf("one")).containsExactly("output"));

        assertThat(precious).exists();
    }

    /** Has a run with files of every kind, and something mounted in its working directory. */
    private BindMount mounted() throws IOException {
        files.prepare("one", "true");
        Files.writeString(home.resolve("environment"), "A=s3cret");
        Files.createFile(files.output("one"));
        Files.createFile(work.resolve("own"));
        return BindMount.of(volume, Files.createDirectory(work.resolve("m")));
    }
}
