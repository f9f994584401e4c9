package io.rightlink.systemd.change;

import io.rightlink.core.job.Jobs;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.testing.TestbedHost;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;

/** A testbed host whose units are changed, and what there is to compare of it. */
final class ChangedHost {

    private final TestbedHost host;

    ChangedHost(TestbedHost host) {
        this.host = host;
    }

    /** Returns an agent that manages this host; run twice, it is one that was restarted. */
    WebApplicationContextRunner agent() {
        return agent(host.root(), state());
    }

    /** What a test does with an agent. */
    interface Work {
        void with(UnitChanges changes, Jobs jobs) throws Exception;
    }

    void withAgent(Work work) throws Exception {
        agent().run(context -> work.with(context.getBean(UnitChanges.class), context.getBean(Jobs.class)));
    }

    static WebApplicationContextRunner agent(Path root, Path state) {
        return AssembledAgent.in(state)
                .withPropertyValues(
                        "rightlink.host-state-directory=" + TestbedHost.SHARED.resolve("state"),
                        "rightlink.systemd.bus-socket=" + root.resolve("run/dbus/system_bus_socket"),
                        "rightlink.systemd.unit-directory=" + units(root));
    }

    Path state() {
        return host.shared().resolve("state");
    }

    /** Puts a unit on the host as an administrator would, without the agent. */
    void install(String name, String content) throws IOException, InterruptedException {
        Files.writeString(units(host.root()).resolve(name), content);
        host.run("systemctl", "daemon-reload");
    }

    String sh(String script) throws IOException, InterruptedException {
        return host.sh(script).trim();
    }

    String read(String file) throws IOException {
        return Files.readString(units(host.root()).resolve(file));
    }

    /** Returns every file and link of the unit directory with its content, and how a unit stands. */
    Map<String, String> picture(String unit) throws IOException, InterruptedException {
        Map<String, String> picture = new TreeMap<>();
        Path directory = units(host.root());
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.toList()) {
                picture.put(directory.relativize(file).toString(), describe(file));
            }
        }
        picture.put(
                "state",
                sh("systemctl show -P LoadState -P ActiveState -P SubState -P UnitFileState -P Result '" + unit + "'"));
        return picture;
    }

    private static String describe(Path file) throws IOException {
        if (Files.isSymbolicLink(file)) {
            return "-> " + Files.readSymbolicLink(file);
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file, LinkOption.NOFOLLOW_LINKS));
        return Files.isDirectory(file) ? mode : mode + " " + Files.readString(file);
    }

    private static Path units(Path root) {
        return root.resolve("etc/systemd/system");
    }
}
