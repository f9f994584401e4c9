package io.rightlink.docker.container;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.workload.Workload;
import io.rightlink.docker.engine.EngineEvent;
import io.rightlink.docker.engine.EngineListener;
import io.rightlink.docker.engine.EngineWatch;
import io.rightlink.docker.engine.Looks;
import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * All containers, held in memory. Whatever is heard of one, it is looked at, and what the engine says then is held: events are never
 * read for what they say. Every method that returns containers throws {@link UnavailableException} while there is no connection to the
 * engine. Safe for any thread.
 */
final class ContainerTable implements EngineListener {

    /** How many containers are looked at at the same time. */
    private static final int AT_ONCE = 8;

    private final Inspector inspector;
    private final EngineWatch watch;
    private final List<ContainerListener> listeners;
    private final Clock clock;
    private final Map<String, Held> held = new ConcurrentHashMap<>();
    private final Lists shown = new Lists(held.values());
    private final Map<String, com.github.dockerjava.api.model.Container> listed = new ConcurrentHashMap<>();
    private final Looks looks = new Looks(AT_ONCE, id -> distrusting(() -> look(id)));
    private final Looks lists = new Looks(1, _ -> distrusting(this::lookAgain));

    ContainerTable(Inspector inspector, EngineWatch watch, List<ContainerListener> listeners, Clock clock) {
        this.inspector = inspector;
        this.watch = watch;
        this.listeners = listeners;
        this.clock = clock;
        watch.listen(this);
    }

    Listing<Container> list(ContainerFilter filter) {
        return shown.list(filter, watch.sight(), clock.instant());
    }

    /** Finds a container as Docker does: by its id, then by its name, then by the beginning of its id. */
    Held find(ContainerRef ref) {
        watch.confirmed();
        String value = ref.value();
        return Optional.ofNullable(held.get(value)).or(() -> named(value)).orElseGet(() -> beginningWith(value));
    }

    /** Returns a container as it is now, and so does everybody after this call; empty if it is gone. */
    Optional<Container> seen(String id) {
        looks.atAll(Set.of(id));
        return Optional.ofNullable(held.get(id)).map(one -> one.shown(clock.instant()));
    }

    List<Workload> workloads() {
        watch.confirmed();
        List<Held> all = List.copyOf(held.values());
        all.stream()
                .filter(Held::mayRun)
                .flatMap(one -> one.flaw().stream())
                .findFirst()
                .ifPresent(flaw -> {
                    throw new UnavailableException(
                            "docker-unavailable", "Cannot tell which containers run: " + flaw.reason());
                });
        return all.stream().flatMap(one -> one.workload().stream()).toList();
    }

    @Override
    public void lookAtAll() {
        look(true);
        listeners.forEach(ContainerListener::onAllSeen);
    }

    /** Looks at those of which the engine's list says another thing than when they were looked at. */
    @Override
    public void lookAgain() {
        look(false);
    }

    /** A tag that moves changes what the containers of the image are listed with. */
    @Override
    public void onEvent(EngineEvent event) {
        switch (event.subject()) {
            case CONTAINER -> looks.soon(event.id());
            case IMAGE -> lists.soon("list");
        }
    }

    private void look(boolean all) {
        Set<String> wanted = new HashSet<>(held.keySet());
        for (com.github.dockerjava.api.model.Container line : inspector.list()) {
            if (all || differs(line)) {
                listed.put(line.getId(), line);
                wanted.add(line.getId());
            } else {
                wanted.remove(line.getId());
            }
        }
        looks.atAll(wanted);
    }

    private boolean differs(com.github.dockerjava.api.model.Container line) {
        Held known = held.get(line.getId());
        return known == null
                || known.flaw().isPresent()
                || known.container().state() == ContainerState.REMOVING
                || !known.listedState().equals(line.getState())
                || !known.container().image().equals(line.getImage());
    }

    private void look(String id) {
        Optional.ofNullable(listed.remove(id))
                .or(() -> inspector.line(id))
                .flatMap(inspector::look)
                .ifPresentOrElse(this::hold, () -> release(id));
    }

    /** What can't be looked at makes everything uncertain: the engine is asked for all over a new connection. */
    private void distrusting(Runnable look) {
        try {
            look.run();
        } catch (RuntimeException | Error e) {
            watch.distrust(e);
            throw e;
        }
    }

    private void hold(Held now) {
        Optional<Held> before = Optional.ofNullable(held.get(now.container().id()));
        held.put(now.container().id(), now.after(before));
        shown.changed();
        if (!before.map(Held::container).equals(Optional.of(now.container()))) {
            listeners.forEach(listener -> listener.onChanged(now.shown(clock.instant())));
        }
    }

    private void release(String id) {
        Held gone = held.remove(id);
        if (gone != null) {
            shown.changed();
            listeners.forEach(listener -> listener.onRemoved(gone.container()));
        }
    }

    private Optional<Held> named(String name) {
        return held.values().stream()
                .filter(one -> one.container().name().equals(Optional.of(name)))
                .findFirst();
    }

    private Held beginningWith(String beginning) {
        List<Held> fitting = held.values().stream()
                .filter(one -> one.container().id().startsWith(beginning))
                .toList();
        if (fitting.size() > 1) {
            throw new ConflictException("container-ambiguous", "Multiple IDs found with provided prefix: " + beginning);
        }
        return fitting.stream()
                .findFirst()
                .orElseThrow(() -> new NotFoundException("container-not-found", "No such container: " + beginning));
    }
}
