package io.rightlink.scripts.process;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import io.rightlink.core.process.ProcessTree;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;

/** A child of the agent that leads a session, and so a process group, of its own. Safe for any thread. */
final class ChildProcess implements Running {

    private final Process process;
    private final ProcessTree tree;
    private final InputStream output;

    ChildProcess(Process process, Optional<String> mark, InputStream output, Duration grace) {
        this.process = process;
        this.tree = new ProcessTree(process, mark, grace);
        this.output = output;
    }

    @Override
    public InputStream output() {
        return output;
    }

    @Override
    public Exit await() throws InterruptedException {
        return Exit.ofShellStatus(process.waitFor());
    }

    @Override
    public boolean terminate() throws InterruptedException {
        return tree.terminateUnlessEnded();
    }
}
