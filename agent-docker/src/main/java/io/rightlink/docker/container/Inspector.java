package io.rightlink.docker.container;

import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.model.Container;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.ProblemException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.engine.Engine;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** Asks the engine for its list of containers, and for the details of each. Safe for any thread. */
final class Inspector {

    /** How many details are asked for at the same time. */
    private static final int AT_ONCE = 8;

    /**
     * What all the answers come to.
     *
     * @param gap why the details of a container are missing, if they are
     */
    record Survey(Instant asOf, List<Inspection> inspections, Optional<String> gap) {}

    private final Engine engine;
    private final Duration patience;
    private final Clock clock;

    /** @param patience how long all the details together may take */
    Inspector(Engine engine, Duration patience, Clock clock) {
        this.engine = engine;
        this.patience = patience;
        this.clock = clock;
    }

    /** Returns one container. */
    Inspection inspect(ContainerRef container) {
        InspectContainerResponse details = details(container.value());
        List<Container> listed = engine.ask(docker -> docker.listContainersCmd()
                .withShowAll(true)
                .withIdFilter(List.of(details.getId()))
                .exec());
        return listed.stream()
                .findFirst()
                .map(line -> new Inspection(line, Optional.of(details)))
                .orElseThrow(() -> new NotFoundException(
                        "container-not-found", "No such container: " + container + ": it has just been removed"));
    }

    /**
     * Returns the containers, the newest first. One that is removed meanwhile is left out.
     *
     * @param all those that don't run, too
     */
    Survey survey(boolean all) {
        Instant asOf = clock.instant();
        List<Container> listed =
                engine.ask(docker -> docker.listContainersCmd().withShowAll(all).exec());
        List<Future<Optional<Inspection>>> looks = looksAt(listed);
        List<Inspection> inspections = new ArrayList<>();
        Optional<String> gap = Optional.empty();
        for (int i = 0; i < listed.size(); i++) {
            Future<Optional<Inspection>> look = looks.get(i);
            if (look.state() == Future.State.SUCCESS) {
                look.resultNow().ifPresent(inspections::add);
            } else {
                inspections.add(new Inspection(listed.get(i), Optional.empty()));
                gap = gap.or(() -> Optional.of(reasonOf(look)));
            }
        }
        return new Survey(asOf, inspections, gap);
    }

    private List<Future<Optional<Inspection>>> looksAt(List<Container> listed) {
        List<Callable<Optional<Inspection>>> tasks = listed.stream()
                .<Callable<Optional<Inspection>>>map(line -> () -> look(line))
                .toList();
        try (ExecutorService threads = Executors.newFixedThreadPool(
                AT_ONCE, Thread.ofVirtual().name("docker-inspect").factory())) {
            return threads.invokeAll(tasks, patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UnavailableException(
                    "docker-unavailable", "Cannot list the containers: the agent stopped waiting for their details");
        }
    }

    private Optional<Inspection> look(Container line) {
        try {
            return Optional.of(new Inspection(line, Optional.of(details(line.getId()))));
        } catch (NotFoundException removedMeanwhile) {
            return Optional.empty();
        }
    }

    private InspectContainerResponse details(String container) {
        InspectContainerResponse details =
                engine.ask(docker -> docker.inspectContainerCmd(container).exec());
        if (details.getId() == null || details.getState() == null) {
            throw new UnavailableException(
                    "docker-failed", "Docker failed: its answer for the container '" + container + "' says nothing");
        }
        return details;
    }

    private String reasonOf(Future<?> look) {
        if (look.state() == Future.State.CANCELLED) {
            return "Docker did not describe every container within " + patience.toSeconds() + " s";
        }
        return switch (look.exceptionNow()) {
            case ProblemException problem -> String.valueOf(problem.getMessage());
            case RuntimeException bug -> throw bug;
            case Throwable other -> throw new IllegalStateException(other);
        };
    }
}
