package io.rightlink.scripts.kill;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.scripts.run.Run;
import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the marks of scripts say of what the agent says of them. */
public final class Truth {

    private final String when;
    private final Set<String> begun;
    private final Set<String> ended;

    private Truth(String when, Set<String> begun, Set<String> ended) {
        this.when = when;
        this.begun = begun;
        this.ended = ended;
    }

    /**
     * Returns what is true by now.
     *
     * @param when for a failure
     * @throws AssertionError if a run has begun twice
     */
    public static Truth of(Marks marks, String when) throws IOException {
        List<String> begun = marks.begun();
        assertThat(begun).as("%s: runs that have begun", when).doesNotHaveDuplicates();
        return new Truth(when, new HashSet<>(begun), new HashSet<>(marks.ended()));
    }

    /** What ran beside the agent may have been interrupted at any moment; what outlives it succeeds, if it has begun. */
    public void assertToldOf(Run run) {
        boolean hasBegun = begun.contains(run.id());
        boolean hasEnded = ended.contains(run.id());
        boolean agent = run.placement().equals("agent");
        boolean told =
                switch (run.state()) {
                    case SUCCEEDED -> hasBegun && hasEnded && Integer.valueOf(0).equals(run.exitCode());
                    case INTERRUPTED -> agent && run.startedAt() != null && run.exitCode() == null;
                    case UNKNOWN -> !agent && run.startedAt() != null && !hasBegun;
                    default -> false;
                };
        assertThat(told)
                .as("%s: begun %s, ended %s, and said to be %s", when, hasBegun, hasEnded, run)
                .isTrue();
    }
}
