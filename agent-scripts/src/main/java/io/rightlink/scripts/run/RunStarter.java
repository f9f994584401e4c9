package io.rightlink.scripts.run;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.credential.CredentialName;
import io.rightlink.scripts.credential.Credentials;
import io.rightlink.scripts.script.Attachment;
import io.rightlink.scripts.script.ScriptName;
import io.rightlink.scripts.script.Scripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Brings a run's script to the place where it is to run. Safe for any thread. */
final class RunStarter {

    private static final String WITHHELD = "what the run was given could not be hidden in it, since its credentials ";

    private final Map<String, Placement> placements = new TreeMap<>();
    private final RunFiles files;
    private final Scripts scripts;
    private final Credentials credentials;
    private final RunEnvironment environment;
    private final AgentSettings agent;
    private final ScriptSettings settings;

    RunStarter(
            List<Placement> placements,
            Scripts scripts,
            Credentials credentials,
            RunEnvironment environment,
            AgentSettings agent,
            ScriptSettings settings) {
        placements.forEach(placement -> this.placements.put(placement.name(), placement));
        this.files = new RunFiles(agent.stateDirectory());
        this.scripts = scripts;
        this.credentials = credentials;
        this.environment = environment;
        this.agent = agent;
        this.settings = settings;
    }

    /**
     * Tells whether a run could be started here.
     *
     * @throws InvalidException if there is no such placement, or no such place
     */
    void check(RunRequest request) {
        Place place = placeOf(request);
        Placement placement = placements.get(place.placement());
        if (placement == null) {
            throw new InvalidException(
                    "invalid-run",
                    "No placement '" + request.placement() + "' on this agent: it has " + placements.keySet());
        }
        placement.check(place.detail());
    }

    /**
     * Tells whether what a run is given stays secret where it runs.
     *
     * @throws InvalidException if others than root would see its credentials
     */
    void checkCredentials(RunRequest request, RunPlan plan) {
        if (!plan.credentials().isEmpty() && !placement(placeOf(request)).hidesEnvironment()) {
            throw new InvalidException(
                    "credentials-exposed",
                    "The placement '" + request.placement()
                            + "' shows a script's environment to every user there, and so the"
                            + " credentials "
                            + plan.credentials().stream()
                                    .map(CredentialName::value)
                                    .sorted()
                                    .toList()
                            + ": run the script in the placement 'agent', 'host' or 'image:<ref>'");
        }
    }

    /** Tells whether what runs in a placement goes on when the agent ends. */
    boolean outlivesAgent(String placement) {
        return Optional.ofNullable(placements.get(Place.of(placement).placement()))
                .filter(Placement::outlivesAgent)
                .isPresent();
    }

    /**
     * Reads the credentials and starts it.
     *
     * @param given is told which values they have, before anything starts
     * @throws IOException if it could not be started, saying why; then nothing runs
     */
    ActiveRun start(String id, RunRequest request, RunPlan plan, Consumer<Map<String, String>> given)
            throws IOException {
        RunCredentials secrets = RunCredentials.read(plan, credentials);
        secrets.requireRoom(plan);
        if (!secrets.versions().isEmpty()) {
            given.accept(secrets.versions());
        }
        Place place = placeOf(request);
        Path directory = files.prepare(id, plan.source(request));
        Map<String, String> variables = environment.of(id, plan, secrets);
        attach(request, plan, directory)
                .ifPresent(attachments ->
                        variables.put("RS_ATTACH_DIR", seen(attachments, place).toString()));
        Launch launch = new Launch(
                id,
                List.of(files.script(id).toString()),
                variables,
                directory,
                files.raw(id),
                Objects.requireNonNull(request.timeout()),
                place.detail());
        HiddenOutput output = new HiddenOutput(outputOf(id), secrets.mask());
        try {
            Placement placement = placement(place);
            return new ActiveRun(
                    id, placement.start(launch), output, placement.outlivesAgent() ? files.raw(id) : null, null);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /**
     * Takes up a run that an earlier life of the agent started; or what is left of it, its output, if there is nothing to take up.
     *
     * @param given which values of its credentials it was given
     * @param asked why it was about to be ended, if it was
     * @throws io.rightlink.core.problem.UnavailableException if it can't be told now
     */
    ActiveRun find(String id, String placement, RunPlan plan, Map<String, String> given, Optional<RunState> asked)
            throws IOException {
        Path raw = files.raw(id);
        Running running = placement(Place.of(placement)).find(id, raw).orElseGet(() -> new LostRun(raw));
        files.keep(id);
        return new ActiveRun(id, running, hidden(outputOf(id), plan, given), raw, asked.orElse(null));
    }

    /** What it was given is what must be hidden; where that isn't known any more, all of the output is. */
    private HiddenOutput hidden(OutputFile output, RunPlan plan, Map<String, String> given) {
        try {
            RunCredentials now = RunCredentials.read(plan, credentials);
            return now.versions().equals(given)
                    ? new HiddenOutput(output, now.mask())
                    : HiddenOutput.withheld(output, WITHHELD + "have changed since");
        } catch (IOException e) {
            return HiddenOutput.withheld(output, WITHHELD + "can't be read any more: " + e.getMessage());
        }
    }

    /** Copies the attachments to where every placement shows them: below the working directory, out of a script's way. */
    private Optional<Path> attach(RunRequest request, RunPlan plan, Path directory) throws IOException {
        String name = request.script().name();
        if (name == null || plan.attachments().isEmpty()) {
            return Optional.empty();
        }
        Path attachments = Files.createDirectory(directory.resolve(".attachments"));
        for (Attachment attachment : plan.attachments()) {
            scripts.copy(new ScriptName(name), attachment, attachments.resolve(attachment.name()));
        }
        return Optional.of(attachments);
    }

    /** Returns what a script calls a file of the agent's: what outlives the agent runs on the host. */
    private Path seen(Path file, Place place) {
        return placement(place).outlivesAgent() ? agent.onHost(file) : file;
    }

    /** Lets go of those runs that placements still keep though they have ended, as far as the caller knows them. */
    void release(Predicate<String> ended) {
        placements.values().stream().filter(Placement::outlivesAgent).forEach(placement -> placement.kept().stream()
                .filter(ended)
                .flatMap(id -> placement.find(id, files.raw(id)).stream())
                .forEach(Running::release));
    }

    private Placement placement(Place place) {
        return Objects.requireNonNull(placements.get(place.placement()));
    }

    private static Place placeOf(RunRequest request) {
        return Place.of(Objects.requireNonNull(request.placement()));
    }

    private OutputFile outputOf(String id) throws IOException {
        return new OutputFile(files.output(id), settings.outputHead().toBytes(), (int)
                settings.outputTail().toBytes());
    }
}
