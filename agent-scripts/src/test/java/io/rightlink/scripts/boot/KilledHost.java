package io.rightlink.scripts.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.BootState;
import io.rightlink.core.host.HostLife;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.boot.Boot.BootScript;
import io.rightlink.scripts.kill.DetachedPlacement;
import io.rightlink.scripts.kill.Marks;
import io.rightlink.scripts.run.RunState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.ApplicationListener;
import org.springframework.context.event.ContextClosedEvent;

/** A host whose agent is killed. Its scripts leave marks; where they run, some of them or all outlive the agent. */
final class KilledHost {

    private final Path directory;
    private final BootedHost host;
    private final DetachedPlacement detached;
    final Marks marks;

    KilledHost(Path directory) throws IOException {
        this.directory = directory;
        this.host = new BootedHost(directory);
        this.detached = new DetachedPlacement(directory.resolve("detached"));
        this.marks = Marks.in(directory);
    }

    /** Puts scripts into the catalogue, and a template in force that has them. */
    void install(List<String> boot, List<String> decommission, IntSupplier millis) throws IOException {
        String lists = "{Boot: " + list("b", boot, millis) + ", Decommission: " + list("d", decommission, millis) + "}";
        host.template(lists);
    }

    private String list(String prefix, List<String> placements, IntSupplier millis) throws IOException {
        for (int i = 0; i < placements.size(); i++) {
            host.script(prefix + i, marks.script(millis.getAsInt()));
        }
        return IntStream.range(0, placements.size())
                .mapToObj(i -> "{Name: " + prefix + i + ", Placement: " + placements.get(i) + "}")
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** @param down whether the host goes down once the agent is told to stop */
    WebApplicationContextRunner agent(boolean down) {
        ApplicationListener<ContextClosedEvent> told = _ -> host.goDown();
        return host.agent()
                .withInitializer(agent -> Optional.of(told).filter(_ -> down).ifPresent(agent::addApplicationListener))
                .withBean("detachedPlacement", Placement.class, () -> detached)
                .withPropertyValues("rightlink.boot.reboots=20", "rightlink.scripts.kept=100000");
    }

    /** Waits until nothing is left to do; what was broken off with the agent is tried again, since somebody asks for it. */
    static void seeThrough(ApplicationContext agent) {
        HostLife life = agent.getBean(HostLife.class);
        Boots boots = agent.getBean(Boots.class);
        Awaitility.await()
                .atMost(Duration.ofMinutes(1))
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptionsInstanceOf(UnavailableException.class)
                .until(() -> switch (life.bootState().orElse(BootState.BOOTING)) {
                    case BOOTING -> false;
                    case STRANDED -> retried(boots);
                    case OPERATIONAL -> true;
                    case DECOMMISSIONING ->
                        boots.current().decommission().stream().allMatch(script -> hasEnded(script.state()));
                });
    }

    private static boolean retried(Boots boots) {
        Boot stranded = boots.current();
        List<RunState> states = stranded.boot().stream()
                .map(BootScript::state)
                .filter(Objects::nonNull)
                .toList();
        assertThat(states).as("%s", stranded).isNotEmpty();
        assertThat(states.getLast()).as("%s", stranded).isIn(RunState.INTERRUPTED, RunState.UNKNOWN);
        Boot _ = boots.retry();
        return false;
    }

    private static boolean hasEnded(@Nullable RunState state) {
        return state != null && state.ended();
    }

    /** As a power failure does it: all that runs is gone, and then the host boots. */
    void reboot() throws IOException {
        endThoseIn(host.state);
        detached.reboot();
        host.reboot();
    }

    /** What ran beside the agent goes on for a while when it is killed, which it does not when the host is. */
    private static void endThoseIn(Path state) {
        Awaitility.await().pollInterval(Duration.ofMillis(20)).until(() -> {
            List<ProcessHandle> left = ProcessHandle.allProcesses()
                    .filter(process -> worksBelow(process, state))
                    .toList();
            left.forEach(ProcessHandle::destroyForcibly);
            return left.isEmpty();
        });
    }

    private static boolean worksBelow(ProcessHandle process, Path directory) {
        try {
            return Files.readSymbolicLink(Path.of("/proc", Long.toString(process.pid()), "cwd"))
                    .startsWith(directory);
        } catch (IOException e) {
            return false;
        }
    }

    Path reached() {
        return directory.resolve("reached");
    }

    @Override
    public String toString() {
        return directory.toString();
    }
}
