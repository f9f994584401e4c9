package io.rightlink.docker.container;

import static io.rightlink.docker.container.ContainerAction.KILL;
import static io.rightlink.docker.container.ContainerAction.RESTART;
import static io.rightlink.docker.container.ContainerAction.START;
import static io.rightlink.docker.container.ContainerAction.STOP;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.testing.ImmediateJobs;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.WorkloadStatistics;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.engine.Engines;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

class EngineContainersIT extends ContainersContract {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @RegisterExtension
    final Tables tables = new Tables();

    private static final String RUN = "docker run -d --stop-timeout 1 --name ";
    private static final String SLEEP = " rightlink-testbed/busybox sleep 100000";

    @BeforeAll
    static void fill() throws Exception {
        host.load(TestbedHost.BUSYBOX);
        host.sh(Files.readString(Path.of("src/test/resources/engines/containers.sh")));
        await().atMost(Duration.ofSeconds(60)).until(() -> Integer.parseInt(inspect("restarting", "RestartCount")) > 5);
        await().atMost(Duration.ofSeconds(60))
                .until(() -> inspect("web", "State.Health.Status").equals("healthy"));
    }

    @AfterAll
    static void release() throws Exception {
        host.sh(Files.readString(Path.of("src/test/resources/engines/release.sh")));
    }

    /** The engine waits twice as long after each run that fails: there are seconds now until the next. */
    @BeforeEach
    void waitForTheEndOfARun() {
        await().atMost(Duration.ofSeconds(20))
                .until(() -> inspect("restarting", "State.Status").equals("restarting"));
    }

    @Override
    Containers containers() {
        return containers(new OwnContainer(Optional.empty()));
    }

    @Test
    void showsTheContainersThatDockerPsShows() {
        betweenRuns(this::requireThoseOfDockerPs);
    }

    private void requireThoseOfDockerPs() throws Exception {
        assertThat(containers().list(ContainerFilter.ALL).items())
                .extracting(container -> String.join(
                        "|",
                        container.id(),
                        container.name().orElseThrow(),
                        container.image(),
                        withoutTime(container.status().orElse("Removal In Progress"))))
                .containsExactlyElementsOf(withoutTime(
                                host.sh("docker ps -a --no-trunc --format '{{.ID}}|{{.Names}}|{{.Image}}|{{.Status}}'"))
                        .lines()
                        .toList());
    }

    @Test
    void showsTheStatesThatDockerInspectShows() {
        betweenRuns(this::requireThoseOfDockerInspect);
    }

    private void requireThoseOfDockerInspect() throws Exception {
        assertThat(containers().list(ContainerFilter.ALL).items())
                .extracting(container -> "/" + container.name().orElseThrow() + " "
                        + container.state().label())
                .containsExactlyElementsOf(
                        host.sh("docker inspect --format '{{.Name}} {{.State.Status}}' $(docker ps -aq)")
                                .lines()
                                .toList());
    }

    @Test
    void knowsTheProcessesOfWhatRuns() throws Exception {
        assertThat(workloads().running())
                .extracting(workload -> workload.name() + " " + workload.initPid())
                .containsExactlyInAnyOrder(
                        "web " + inspect("web", "State.Pid"),
                        "paused " + inspect("paused", "State.Pid"),
                        "oldapp " + inspect("oldapp", "State.Pid"));
    }

    @Test
    void measuresWhatRunsAndNothingElse() throws Exception {
        String web = inspect("web", "Id");
        String exited = inspect("exited", "Id");

        Map<String, WorkloadStatistics> told =
                workloads().statistics(List.of(web, exited, "f".repeat(64)), Duration.ofSeconds(20));

        assertThat(told).containsOnlyKeys(web);
        WorkloadStatistics said = told.values().iterator().next();
        double usage = Double.parseDouble(host.sh("cat /sys/fs/cgroup/cpuacct/docker/" + web + "/cpuacct.usage"));
        assertThat(said.cpu().seconds().orElseThrow()).isPositive().isLessThanOrEqualTo(usage / 1e9);
        assertThat(said.memoryUsageBytes().orElseThrow()).isPositive();
        assertThat(said.memory()).containsKey("total_inactive_file");
        assertThat(said.threads().orElseThrow()).isPositive();
        assertThat(said.interfaces()).containsOnlyKeys("eth0");
    }

    private EngineWorkloads workloads() {
        return Tables.workloads(Engines.at(host.dockerSocket()), table());
    }

    @Test
    void numbersTheProcessesAsTheHostDoes() throws Exception {
        Workload web = workloads().running().stream()
                .filter(workload -> workload.name().equals("web"))
                .findFirst()
                .orElseThrow();
        assertThat(host.sh("tr '\\0' ' ' </proc/" + web.initPid() + "/cmdline")).isEqualTo("sleep 100000 ");
    }

    @Test
    void stopsAContainerWithinTheTimeThatItWasGiven() throws Exception {
        host.sh(RUN + "stopping" + SLEEP);
        long before = System.nanoTime();
        Container stopped = afterwards("stopping", STOP);
        assertThat(Duration.ofNanos(System.nanoTime() - before))
                .as("it ignores SIGTERM, and asks for 1 s where Docker's default is 10 s")
                .isBetween(Duration.ofMillis(900), Duration.ofSeconds(9));
        assertThat(stopped.state()).isEqualTo(ContainerState.EXITED);
        assertThat(stopped.exitCode()).contains(137);
        remove("stopping");
    }

    @Test
    void startsAContainerAndAgainWithoutHarm() throws Exception {
        host.sh("docker create --name starting" + SLEEP);
        assertThat(afterwards("starting", START).state()).isEqualTo(ContainerState.RUNNING);
        String pid = inspect("starting", "State.Pid");
        assertThat(afterwards("starting", START).state()).isEqualTo(ContainerState.RUNNING);
        assertThat(inspect("starting", "State.Pid")).isEqualTo(pid);
        remove("starting");
    }

    @Test
    void restartsAContainer() throws Exception {
        host.sh(RUN + "again" + SLEEP);
        String pid = inspect("again", "State.Pid");
        Container before = containers().get(new ContainerRef("again"));
        Container after = afterwards("again", RESTART);
        assertThat(after.state()).isEqualTo(ContainerState.RUNNING);
        assertThat(after.startedAt().orElseThrow()).isAfter(before.startedAt().orElseThrow());
        assertThat(inspect("again", "State.Pid")).isNotEqualTo(pid);
        remove("again");
    }

    @Test
    void killsAContainerAtOnce() throws Exception {
        host.sh(RUN + "victim" + SLEEP);
        Container killed = afterwards("victim", KILL);
        assertThat(killed.state()).isEqualTo(ContainerState.EXITED);
        assertThat(killed.exitCode()).contains(137);
        Job again = containers().act(new ContainerRef("victim"), KILL, false);
        assertThat(again.state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(again.problem())).contains("is not running");
        remove("victim");
    }

    @Test
    void removesWhatDoesNotRun() throws Exception {
        host.sh("docker create --name finished" + SLEEP);
        Job job = remove("finished", false, false);
        assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.result()).isNull();
        assertThat(host.sh("docker ps -aq --filter name=finished")).isEmpty();
    }

    @Test
    void removesWhatRunsOnlyByForce() throws Exception {
        host.sh(RUN + "busy" + SLEEP);
        Job refused = remove("busy", false, false);
        assertThat(refused.state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(refused.problem())).contains("You cannot remove a running container");
        assertThat(inspect("busy", "State.Running")).isEqualTo("true");
        assertThat(remove("busy", true, false).state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(host.sh("docker ps -aq --filter name=busy")).isEmpty();
    }

    @Test
    void removesVolumesWithoutANameOnlyIfItIsTold() throws Exception {
        for (boolean volumes : new boolean[] {false, true}) {
            host.sh("docker create -v /anonymous --name voluminous" + SLEEP);
            String volume = host.sh("docker inspect --format '{{(index .Mounts 0).Name}}' voluminous")
                    .strip();
            assertThat(remove("voluminous", false, volumes).state()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.sh("docker volume ls -q").contains(volume)).isNotEqualTo(volumes);
        }
    }

    @Test
    void saysInTheEnginesWordsWhyAContainerDoesNotStart() {
        Job job = containers().act(new ContainerRef("broken"), START, false);
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        assertThat(String.valueOf(job.problem())).contains("/nosuch").contains("no such file or directory");
    }

    @Test
    void leavesItsOwnContainerRunning() throws Exception {
        host.sh(RUN + "agent" + SLEEP);
        String id = inspect("agent", "Id");
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() ->
                        containers(new OwnContainer(Optional.of(id))).act(new ContainerRef("agent"), STOP, false));
        assertThat(inspect("agent", "State.Running")).isEqualTo("true");
        remove("agent");
    }

    @Test
    void findsItsOwnContainerBehindTheHostsNetworkAndNextToTheHostsFiles(@TempDir Path directory) throws Exception {
        Files.createDirectories(directory.resolve("proc/self"));
        Files.writeString(
                directory.resolve("proc/self/mountinfo"),
                host.sh(
                        "docker run --name self --network host -v /:/host rightlink-testbed/busybox cat /proc/self/mountinfo"));
        assertThat(OwnContainer.find(new Rootfs(directory)).id()).contains(inspect("self", "Id"));
        remove("self");
    }

    @Test
    void tellsWhenTheBeginningOfAnIdFitsSeveral() throws Exception {
        host.sh("for i in $(seq 17); do docker create --name many$i rightlink-testbed/busybox; done");
        String beginning =
                host.sh("docker ps -aq | cut -c1 | sort | uniq -d | head -n 1").strip();
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> containers().get(new ContainerRef(beginning)));
        host.sh("for i in $(seq 17); do docker rm many$i; done");
    }

    private Container afterwards(String name, ContainerAction action) {
        Containers containers = containers(new OwnContainer(Optional.empty()));
        Job job = containers.act(new ContainerRef(name), action, false);
        assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
        return containers.get(new ContainerRef(name));
    }

    private Job remove(String name, boolean force, boolean volumes) {
        return containers(new OwnContainer(Optional.empty())).remove(new ContainerRef(name), force, volumes);
    }

    private Containers containers(OwnContainer own) {
        return Tables.containers(engine(), table(), Clock.systemUTC(), own, new ImmediateJobs());
    }

    /** Returns a table that sees what there is now; that it goes on to see what there is, other tests show. */
    private ContainerTable table() {
        return tables.following(engine(), Clock.systemUTC());
    }

    private static Engine engine() {
        return Engines.at(host.dockerSocket());
    }

    private static String inspect(String name, String field) throws IOException, InterruptedException {
        return host.run("docker", "inspect", "--format", "{{." + field + "}}", name)
                .strip();
    }

    private static void remove(String name) throws IOException, InterruptedException {
        host.run("docker", "rm", "-f", name);
    }

    private static String withoutTime(String status) {
        return status.replaceAll("(?:\\d+|Less than a|About a) (?:seconds?|minutes?)", "some time");
    }
}
