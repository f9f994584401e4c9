package io.rightlink.docker.placement;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.command.InspectImageResponse;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.model.ContainerConfig;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import io.rightlink.docker.image.ImageRef;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs programs in containers of their own, {@code image:busybox:1.36}. Each is called {@code rightlink-run-<id>}, goes on when the agent
 * ends, and stays when the program has, with its outcome and its log, until it is released. Stateless; safe for any thread.
 *
 * <p>A program starts at most once, wherever the agent is killed:
 *
 * <ul>
 *   <li>before the container is created, there is nothing to find, and nothing starts it later: the run was on record as running;
 *   <li>while it is created, or before it is started: there may be a container that was never started. Only the call that created it
 *       starts it, once and by its id; nobody else ever does. Whoever finds it gives a start that is on its way three seconds, and then
 *       removes it without force. The engine removes a container or starts it, and refuses the other: so it never runs;
 *   <li>while it is started, or later: it is found by its name, and only looked at. A second one is refused for the name;
 *   <li>before it is released: the end is on record, and what is kept and has ended on record is released when the agent is back.
 * </ul>
 *
 * <p>An answer that was lost is treated as if the agent had been killed: the container is looked up, and nothing is asked twice. Docker
 * doesn't end what takes too long: the agent does, when it is back.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.41/#tag/Container">Containers in the Docker Engine API</a>
 */
final class ImagePlacement implements Placement {

    private static final Logger LOG = LoggerFactory.getLogger(ImagePlacement.class);

    private final Engine engine;
    private final AgentSettings agent;
    private final Duration grace;

    ImagePlacement(Engine engine, AgentSettings agent) {
        this(engine, agent, Duration.ofSeconds(5));
    }

    /** @param grace how long a program that is asked to end may take */
    ImagePlacement(Engine engine, AgentSettings agent, Duration grace) {
        this.engine = engine;
        this.agent = agent;
        this.grace = grace;
    }

    @Override
    public String name() {
        return "image";
    }

    @Override
    public void check(Optional<String> detail) {
        ImageRef _ = reference(detail);
    }

    @Override
    public boolean outlivesAgent() {
        return true;
    }

    /** Who may inspect a container may have the engine do anything, as root. */
    @Override
    public boolean hidesEnvironment() {
        return true;
    }

    @Override
    public Running start(Launch launch) throws IOException {
        RunContainer run = new RunContainer(launch.id());
        try {
            ContainerSettings settings = settings(launch);
            RunEngine created = new RunEngine(engine, create(run, settings));
            begin(created, launch);
            return new ImageRun(run.name(), created, grace);
        } catch (ProblemException e) {
            throw new IOException(e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while starting '" + run.name() + "'");
        }
    }

    @Override
    public Optional<Running> find(String id, Path output) {
        RunContainer run = new RunContainer(id);
        return idOf(run).map(container -> new ImageRun(run.name(), new RunEngine(engine, container), grace));
    }

    @Override
    public List<String> kept() {
        if (engine.absence().isPresent()) {
            return List.of();
        }
        return engine
                .ask(docker -> docker.listContainersCmd()
                        .withShowAll(true)
                        .withLabelFilter(List.of(RunContainer.LABEL))
                        .exec())
                .stream()
                .flatMap(line -> RunContainer.of(line).stream())
                .map(RunContainer::id)
                .toList();
    }

    private static ImageRef reference(Optional<String> detail) {
        return new ImageRef(detail.orElseThrow(() -> new InvalidException(
                "invalid-placement", "The placement 'image' says which one: 'image:busybox:1.36', say")));
    }

    private ContainerSettings settings(Launch launch) throws IOException {
        ImageRef image = reference(launch.detail());
        return new ContainerSettings(
                launch, image, agent, Interpreted.command(launch, agent.stateDirectory()), variablesOf(image));
    }

    /** Returns the names of the variables that an image sets. */
    private List<String> variablesOf(ImageRef image) throws IOException {
        try {
            InspectImageResponse found =
                    engine.ask(docker -> docker.inspectImageCmd(image.value()).exec());
            ContainerConfig config = found.getConfig();
            String[] variables = config == null ? null : config.getEnv();
            return Stream.ofNullable(variables)
                    .flatMap(Arrays::stream)
                    .map(variable -> variable.split("=", 2)[0])
                    .toList();
        } catch (NotFoundException e) {
            throw new IOException("there is no image '" + image + "' on this host; POST /v1/images/pull gets it", e);
        }
    }

    /** Asks once, with time for the engine to copy an image's volumes, and returns the container's id. Where the answer is lost, the one that has the name now is the one asked for. */
    private String create(RunContainer run, ContainerSettings settings) throws IOException, InterruptedException {
        requireNone(run);
        try {
            AtomicReference<String> id = new AtomicReference<>("");
            engine.act(
                    Duration.ZERO,
                    docker -> id.set(settings.applyTo(docker).exec().getId()));
            return id.get();
        } catch (ConflictException e) {
            throw new IOException("a run of this id is in a container already: " + e.getMessage(), e);
        } catch (UnavailableException e) {
            return lookedUp(run, e);
        }
    }

    /** Tells a container that was there before from one whose creation isn't answered. */
    private void requireNone(RunContainer run) throws IOException {
        if (idOf(run).isPresent()) {
            throw new IOException("a run of this id is in a container already, '" + run.name() + "'");
        }
    }

    private String lookedUp(RunContainer run, UnavailableException lost) {
        if (answered(lost)) {
            throw lost;
        }
        LOG.info("Lost Docker's answer, looking for '{}' instead: {}", run.name(), lost.getMessage());
        return idOf(run).orElseThrow(() -> lost);
    }

    /** Asks once. Where the answer is lost, it counts as started: who waits for it learns whether it was. */
    private void begin(RunEngine created, Launch launch) throws IOException, InterruptedException {
        try {
            engine.act(Duration.ZERO, docker -> docker.startContainerCmd(created.container())
                    .exec());
        } catch (UnavailableException e) {
            if (answered(e)) {
                requireBegun(created, launch, e);
            } else {
                LOG.info("Lost Docker's answer, waiting for '{}' all the same: {}", launch.id(), e.getMessage());
            }
        } catch (ProblemException e) {
            requireBegun(created, launch, e);
        }
    }

    /** The engine may fail after it started a program, too: then it has started. So it has where that can't be told, or undone, now. */
    private void requireBegun(RunEngine created, Launch launch, ProblemException refusal)
            throws IOException, InterruptedException {
        try {
            if (created.look().filter(ContainerLook::begun).isPresent()) {
                return;
            }
            created.remove();
        } catch (UnavailableException e) {
            LOG.warn(
                    "Cannot tell whether '{}' was started, waiting for it all the same: {}; before, Docker said: {}",
                    launch.id(),
                    e.getMessage(),
                    refusal.getMessage());
            return;
        }
        throw new IOException(
                "Docker can't execute " + launch.command().getFirst() + " in '"
                        + launch.detail().orElse("") + "': " + refusal.getMessage(),
                refusal);
    }

    /** Tells an error of the engine's own from an answer that was lost. */
    private static boolean answered(UnavailableException failure) {
        return failure.getCause() instanceof DockerException;
    }

    /** Returns the id of a run's container, or nothing if there is none that is its. */
    private Optional<String> idOf(RunContainer run) {
        return RunEngine.inspection(engine, run.name()).filter(run::is).map(InspectContainerResponse::getId);
    }
}
