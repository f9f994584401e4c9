package io.rightlink.scripts.run;

import io.rightlink.core.placement.Launch;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.placement.Running;
import io.rightlink.core.problem.InvalidException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Brings a run's script to the place where it is to run. Safe for any thread. */
final class RunStarter {

    /** What every script finds in its environment; nothing of the agent's own is passed on. */
    private static final Map<String, String> ENVIRONMENT = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", "/root",
            "SHELL", "/bin/bash",
            "USER", "root",
            "LANG", "C.UTF-8");

    private final Map<String, Placement> placements = new TreeMap<>();
    private final RunFiles files;
    private final ScriptSettings settings;

    RunStarter(List<Placement> placements, RunFiles files, ScriptSettings settings) {
        placements.forEach(placement -> this.placements.put(placement.name(), placement));
        this.files = files;
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

    /** Tells whether what runs in a placement goes on when the agent ends. */
    boolean outlivesAgent(String placement) {
        return Optional.ofNullable(placements.get(Place.of(placement).placement()))
                .filter(Placement::outlivesAgent)
                .isPresent();
    }

    ActiveRun start(String id, RunRequest request) throws IOException {
        Path directory = files.prepare(id, request.script().source());
        Map<String, String> environment = new TreeMap<>(ENVIRONMENT);
        environment.putAll(request.environment());
        Launch launch = new Launch(
                id,
                List.of(files.script(id).toString()),
                environment,
                directory,
                files.raw(id),
                Objects.requireNonNull(request.timeout()),
                placeOf(request).detail());
        OutputFile output = outputOf(id);
        try {
            Placement placement = placement(placeOf(request));
            return new ActiveRun(id, placement.start(launch), output, placement.outlivesAgent() ? files.raw(id) : null);
        } catch (IOException | RuntimeException e) {
            output.close();
            throw e;
        }
    }

    /**
     * Takes up a run that an earlier life of the agent started; or what is left of it, its output, if there is nothing to take up.
     *
     * @throws io.rightlink.core.problem.UnavailableException if it can't be told now
     */
    ActiveRun find(String id, String placement) throws IOException {
        Path raw = files.raw(id);
        Running running = placement(Place.of(placement)).find(id, raw).orElseGet(() -> new LostRun(raw));
        return new ActiveRun(id, running, outputOf(id), raw);
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
