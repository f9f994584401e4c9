package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.scripts.run.Run;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of due times when the agent is killed at any moment, again and again. */
class KilledSchedulesTest {

    private static final int ROUNDS = Boolean.getBoolean("torture") ? 100 : 5;
    private static final String PREFIX = "schedule-tick-";
    private static final DateTimeFormatter COMPACT = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");

    @TempDir
    Path state;

    @TempDir
    Path elsewhere;

    @Test
    void runsEachDueTimeOnceOrTellsThatItWasMissed() throws Exception {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        Path marks = Files.createFile(elsewhere.resolve("marks"));
        for (int round = 0; round < ROUNDS; round++) {
            KilledSchedules.runAndKill(state, marks, random);
        }
        AssembledAgent.in(state)
                .withPropertyValues("rightlink.scripts.kept=100000")
                .run(context -> {
                    Runs runs = context.getBean(Runs.class);
                    Schedule schedule = context.getBean(Schedules.class)
                            .put(KilledSchedules.NAME, KilledSchedules.each(marks, false))
                            .schedule();
                    Awaitility.await("seed " + seed)
                            .atMost(Duration.ofMinutes(1))
                            .until(() -> hasSettled(runs));
                    List<Run> ran = runs.list(Optional.empty()).items();
                    List<String> marked = Files.readAllLines(marks).stream()
                            .map(KilledSchedulesTest::runOf)
                            .toList();

                    assertThat(marked).as("marks, seed %d", seed).doesNotHaveDuplicates();
                    Set<Instant> due = ran.stream().map(run -> dueAt(run.id())).collect(Collectors.toSet());
                    assertThat(due).as("due times that ran, seed %d", seed).hasSameSizeAs(ran);
                    assertThat(ran).as("runs, seed %d", seed).allSatisfy(run -> assertThat(
                                    run.state() == RunState.INTERRUPTED || marked.contains(run.id()))
                            .isTrue());
                    Instant first = due.stream().min(Instant::compareTo).orElseThrow();
                    assertThat(due.size() + schedule.missed())
                            .as("due times that ran or were told as missed, seed %d: %s", seed, schedule)
                            .isEqualTo(Duration.between(first, newest(schedule)).toSeconds() + 1);
                });
    }

    private static Instant newest(Schedule schedule) {
        Instant ran = Objects.requireNonNull(schedule.last()).dueAt();
        return Optional.ofNullable(schedule.lastMissed())
                .map(Schedule.LastMissed::dueAt)
                .filter(ran::isBefore)
                .orElse(ran);
    }

    private static boolean hasSettled(Runs runs) {
        return runs.list(Optional.of(RunState.QUEUED)).items().isEmpty()
                && runs.list(Optional.of(RunState.RUNNING)).items().isEmpty();
    }

    private static String runOf(String directory) {
        int begin = directory.indexOf(PREFIX);
        return directory.substring(begin).split("/", 2)[0];
    }

    private static Instant dueAt(String runId) {
        assertThat(runId).startsWith(PREFIX);
        return LocalDateTime.parse(runId.substring(PREFIX.length()), COMPACT).toInstant(ZoneOffset.UTC);
    }
}
