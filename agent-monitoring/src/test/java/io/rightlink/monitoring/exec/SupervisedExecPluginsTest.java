package io.rightlink.monitoring.exec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.process.Programs;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.monitoring.collectd.Collectd;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import tools.jackson.databind.json.JsonMapper;

/** Real processes, whose lines are taken by the test. */
@Timeout(60)
class SupervisedExecPluginsTest {

    private static final ExecSettings SETTINGS = new ExecSettings(Duration.ofSeconds(1), Duration.ofMillis(500), 3);

    @TempDir
    Path directory;

    private final List<String> taken = new CopyOnWriteArrayList<>();
    private final AtomicLong bytes = new AtomicLong();
    private Collectd collectd = (_, body) -> {
        byte[] text = body.readAllBytes();
        bytes.addAndGet(text.length);
        taken.addAll(new String(text, StandardCharsets.UTF_8).lines().toList());
    };
    private final Map<String, String> environment =
            Map.of("PATH", System.getenv("PATH"), "COLLECTD_HOSTNAME", "h", "COLLECTD_INTERVAL", "1");
    private AnnotationConfigApplicationContext state;
    private SupervisedExecPlugins plugins;

    @BeforeEach
    void open() {
        state = new AnnotationConfigApplicationContext();
        TestPropertyValues.of("rightlink.version=1.2.3", "rightlink.state-directory=" + directory.resolve("state"))
                .applyTo(state);
        state.registerBean("schema", Schema.class, () -> PluginStore.SCHEMA);
        state.register(StoreAutoConfiguration.class);
        state.refresh();
        plugins = plugins();
    }

    @AfterEach
    void stop() {
        plugins.stop();
        state.close();
    }

    @Test
    void takesWhatAPluginPrintsWhileItRuns() throws IOException {
        plugins.start();
        plugins.put(plugin("magic", """
                echo "PUTVAL $COLLECTD_HOSTNAME/exec-magic/gauge-$1 interval=$COLLECTD_INTERVAL N:$2"
                exec sleep 1000
                """, "level", "a b"));

        await().until(() -> taken.contains("PUTVAL h/exec-magic/gauge-level interval=1 N:a b"));
    }

    @Test
    void startsOneThatExitsAgainAtTheNextIntervalAndNotBefore() throws IOException {
        long begin = System.nanoTime();
        plugins.start();
        plugins.put(plugin("short", "echo run; exit 3"));

        await().until(() -> taken.size() >= 3);
        assertThat(Duration.ofNanos(System.nanoTime() - begin))
                .isBetween(Duration.ofMillis(1_900), Duration.ofSeconds(20));
        assertThat(taken.size()).isLessThanOrEqualTo(3);
    }

    @Test
    void triesAgainWhereThereIsNoProgramYet() throws IOException {
        Path program = directory.resolve("later");
        plugins.start();
        plugins.put(new ExecPlugin("later", program.toString(), List.of()));
        Programs.write(program, "#!/bin/sh\necho here");

        await().until(() -> taken.contains("here"));
    }

    @Test
    void endsTheWholeTreeOfOneThatIsReplaced() throws IOException {
        plugins.start();
        assertThat(plugins.put(plugin("tree", stubborn()))).isTrue();
        await().until(() -> pids().size() == 3);
        List<Long> first = pids();

        assertThat(plugins.put(plugin("tree", stubborn() + "# another"))).isFalse();
        assertThat(first).noneMatch(SupervisedExecPluginsTest::isAlive);
    }

    @Test
    void endsOneThatIsStillStarting() throws IOException {
        plugins.start();
        for (int i = 0; i < 5; i++) {
            plugins.put(plugin("tree", stubborn() + "# " + i));
        }
        plugins.remove("tree");

        assertThat(pids()).noneMatch(SupervisedExecPluginsTest::isAlive);
    }

    @Test
    void endsWhatIsRemovedAndWhatRunsAtTheStop() throws IOException {
        plugins.start();
        plugins.put(plugin("one", stubborn()));
        await().until(() -> pids().size() == 3);
        List<Long> first = pids();
        assertThat(first).allMatch(SupervisedExecPluginsTest::isAlive);

        plugins.remove("one");
        assertThat(first).noneMatch(SupervisedExecPluginsTest::isAlive);
        assertThatThrownBy(() -> plugins.get("one")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> plugins.remove("one")).isInstanceOf(NotFoundException.class);

        taken.clear();
        plugins.put(plugin("two", stubborn()));
        await().until(() -> pids().size() == 3);
        List<Long> second = pids();
        plugins.stop();
        assertThat(second).noneMatch(SupervisedExecPluginsTest::isAlive);
    }

    @Test
    void keepsPluginsOverARestart() throws IOException {
        plugins.start();
        ExecPlugin one = plugin("one", "echo run; exec sleep 1000", "a b", "ü");
        plugins.put(one);
        plugins.stop();

        plugins = plugins();
        assertThat(plugins.list()).containsExactly(one);
        assertThat(plugins.get("one")).isEqualTo(one);
        taken.clear();
        plugins.start();
        await().until(() -> taken.contains("run"));
    }

    @Test
    void leavesOneThatIsPutAgainAsItIsAlone() throws IOException {
        plugins.start();
        ExecPlugin one = plugin("one", stubborn());
        plugins.put(one);
        await().until(() -> pids().size() == 3);

        assertThat(plugins.put(one)).isFalse();
        assertThat(pids()).hasSize(3).allMatch(SupervisedExecPluginsTest::isAlive);
    }

    @Test
    void takesSoManyAndNoMore() throws IOException {
        for (String name : List.of("a", "b", "c")) {
            plugins.put(plugin(name, "echo " + name));
        }
        ExecPlugin fourth = plugin("d", "echo d");
        assertThatThrownBy(() -> plugins.put(fourth)).isInstanceOf(ConflictException.class);
        assertThat(plugins.list()).extracting(ExecPlugin::name).containsExactly("a", "b", "c");
    }

    @Test
    void refusesWhatCanNotBeAPlugin() {
        for (String name : List.of("", "..", "-a", "a/b", "a b", "x".repeat(65))) {
            assertThatThrownBy(() -> new ExecPlugin(name, "/bin/true", List.of()))
                    .isInstanceOf(InvalidException.class);
        }
        assertThatThrownBy(() -> new ExecPlugin("a", "true", List.of())).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new ExecPlugin("a", "/bin/true", List.of("\0")))
                .isInstanceOf(InvalidException.class);
    }

    @Test
    void slowsDownOneThatPrintsTooFastAndStaysSmall() throws IOException {
        collectd = (_, body) -> {
            bytes.addAndGet(body.readAllBytes().length);
            throw UnavailableException.tooFast("too-many-values", "too fast");
        };
        plugins.stop();
        plugins = plugins();
        plugins.start();
        plugins.put(plugin("loud", "exec yes PUTVAL"));

        await().until(() -> bytes.get() > 100_000);
        assertThat(bytes.get()).isLessThan(5_000_000);
    }

    @Test
    void goesOnAfterALineWithoutEnd() throws IOException {
        plugins.start();
        plugins.put(plugin("endless", "head -c 20000000 /dev/zero; echo; echo after; exec sleep 1000"));

        await().until(() -> taken.contains("after"));
        assertThat(bytes.get()).isLessThan(1_000);
    }

    @Test
    void endsWhatOneThatExitsLeavesBehind() throws IOException {
        plugins.start();
        plugins.put(plugin("leaving", "sleep 1000 > /dev/null 2>&1 & echo pids $!"));

        await().until(() -> !pids().isEmpty());
        long left = pids().getFirst();
        await().until(() -> !isAlive(left));
    }

    /** Three processes, of which the first tells the ids; none minds SIGTERM, and one has left the group. */
    private static String stubborn() {
        return """
                trap '' TERM
                sleep 1000 & a=$!
                setsid sleep 1000 & b=$!
                echo "pids $$ $a $b"
                while true; do sleep 0.1; done
                """;
    }

    private List<Long> pids() {
        return taken.stream()
                .filter(line -> line.startsWith("pids "))
                .flatMap(line -> Stream.of(line.substring("pids ".length()).split(" ")))
                .map(Long::valueOf)
                .toList();
    }

    /** One that has ended, and of which nobody has asked how, isn't alive. */
    private static boolean isAlive(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(pid), "stat"));
            return stat.charAt(stat.lastIndexOf(')') + 2) != 'Z';
        } catch (IOException e) {
            return false;
        }
    }

    private ExecPlugin plugin(String name, String script, String... arguments) throws IOException {
        Path program = directory.resolve(name + "-" + Integer.toHexString(script.hashCode()));
        if (Files.notExists(program)) {
            Programs.write(program, "#!/bin/sh\n" + script);
        }
        return new ExecPlugin(name, program.toString(), List.of(arguments));
    }

    private SupervisedExecPlugins plugins() {
        Collectd sink = collectd;
        return new SupervisedExecPlugins(
                new PluginStore(state.getBean(Store.class), JsonMapper.shared()),
                SETTINGS.most(),
                plugin -> new PluginRunner(plugin, () -> environment, sink, SETTINGS));
    }
}
