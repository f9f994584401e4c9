package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import io.rightlink.core.event.Events;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.store.Store;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.scripts.run.RunRequest.Script;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ApplicationContext;
import tools.jackson.databind.json.JsonMapper;

class RunJournalTest {

    private static final int RUNS = 20;
    private static final Map<String, String> GIVEN =
            Map.of("A", "text:\u20ac \"x\" \\ \n\t\ud83d\ude00", "B", "cred:B");
    private static final Map<String, String> PLANNED =
            Map.of("A", "array:[\"text:a\",\"text:\\\"\"]", "B", "cred:B", "C", "text:");

    private static final RunId ONE = new RunId("one");

    @TempDir
    Path state;

    @Test
    void showsWhatARequestCameTo() {
        RunRequest named = new RunRequest(new Script(null, "Rotate logs"), GIVEN, "host", "nightly", null);
        play((journal, _) -> {
            journal.queue(ONE, named, plan("#!/bin/sh\n", PLANNED), 1);

            assertThat(journal.find("one")).hasValueSatisfying(run -> {
                assertThat(run.scriptName()).isEqualTo("Rotate logs");
                assertThat(run.inputs()).isEqualTo(PLANNED);
                assertThat(run.placement()).isEqualTo("host");
                assertThat(run.thread()).isEqualTo("nightly");
            });
        });
    }

    @Test
    void showsWhatWasRecordedBeforeThereWerePlans() {
        RunRequest request = new RunRequest(Script.of("#!/bin/sh\n"), GIVEN, null, null, null);
        play((journal, store) -> {
            journal.queue(ONE, request, RunPlan.of(request), 1);
            int _ = store.write(db -> db.sql("UPDATE run SET plan = NULL").update());

            assertThat(journal.list(Optional.empty(), 1, Long.MAX_VALUE).runs())
                    .singleElement()
                    .satisfies(run -> {
                        assertThat(run.scriptName()).isNull();
                        assertThat(run.inputs()).isEqualTo(GIVEN);
                        assertThat(run.placement()).isEqualTo("agent");
                        assertThat(run.thread()).isEqualTo("default");
                    });
        });
    }

    /** Heap, that is: counted is what this thread allocates. */
    @Test
    void loadsNothingOfAListThatIsNotShown() {
        String largest = "#!/bin/sh\n" + "#".repeat(1_000_000);
        RunRequest given = new RunRequest(Script.of(largest), null, null, null, Duration.ofSeconds(1));
        RunRequest named = new RunRequest(new Script(null, "Rotate logs"), null, null, null, null);
        play((journal, _) -> {
            for (int i = 0; i < RUNS; i++) {
                journal.queue(new RunId("given-" + i), given, plan(null, Map.of()), 2 * RUNS);
                journal.queue(new RunId("named-" + i), named, plan(largest, Map.of()), 2 * RUNS);
            }
            assertThat(journal.list(Optional.empty(), 1, Long.MAX_VALUE).runs()).hasSize(1);
            long before = allocatedBytes();

            assertThat(journal.list(Optional.empty(), 2 * RUNS, Long.MAX_VALUE).runs())
                    .hasSize(2 * RUNS);

            assertThat(allocatedBytes() - before).isLessThan(2L * RUNS * largest.length() / 4);
        });
    }

    @FunctionalInterface
    private interface Scenario {
        void play(RunJournal journal, Store store);
    }

    private void play(Scenario scenario) {
        AssembledAgent.in(state).run(context -> scenario.play(journal(context), context.getBean(Store.class)));
    }

    private static RunJournal journal(ApplicationContext context) {
        return new RunJournal(
                context.getBean(Store.class),
                context.getBean(JsonMapper.class),
                context.getBean(Clock.class),
                new HostUptime(context.getBean(Rootfs.class)),
                context.getBean(Events.class));
    }

    private static RunPlan plan(@Nullable String source, Map<String, String> inputs) {
        return new RunPlan(source, inputs, Map.of("GLOBAL", "x".repeat(1_000)), List.of(), List.of());
    }

    private static long allocatedBytes() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
