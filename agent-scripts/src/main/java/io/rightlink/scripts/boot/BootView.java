package io.rightlink.scripts.boot;

import io.rightlink.core.host.BootState;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.boot.Boot.BootScript;
import io.rightlink.scripts.run.RunId;
import io.rightlink.scripts.run.RunState;
import io.rightlink.scripts.run.Runs;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Shows boots, with what is known of the runs of their scripts. Safe for any thread. */
final class BootView {

    private final BootJournal journal;
    private final Runs runs;

    BootView(BootJournal journal, Runs runs) {
        this.journal = journal;
        this.runs = runs;
    }

    Boot of(BootRecord boot) {
        List<Step> steps = journal.steps(boot, Bundle.BOOT);
        Optional<Step> failed = steps.stream()
                .filter(step -> boot.state() == BootState.STRANDED && step.outcome() != null && !step.succeeded())
                .findFirst();
        return new Boot(
                boot.state(),
                boot.bootId(),
                boot.beganAt(),
                boot.settledAt(),
                failed.map(Step::script).orElse(null),
                failed.map(Step::problem).orElse(boot.problem()),
                boot.reason(),
                scripts(steps),
                scripts(journal.steps(boot, Bundle.DECOMMISSION)));
    }

    private List<BootScript> scripts(List<Step> steps) {
        return steps.stream()
                .map(step -> new BootScript(step.script(), step.runId(), stateOf(step), step.problem()))
                .toList();
    }

    private @Nullable RunState stateOf(Step step) {
        try {
            return step.outcome() == null ? runs.get(new RunId(step.runId())).state() : step.outcome();
        } catch (NotFoundException e) {
            return null;
        }
    }
}
