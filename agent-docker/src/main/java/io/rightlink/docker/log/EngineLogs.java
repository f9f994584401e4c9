package io.rightlink.docker.log;

import com.github.dockerjava.api.model.ContainerConfig;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.container.ContainerRef;
import io.rightlink.docker.container.Containers;
import io.rightlink.docker.engine.Engine;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;

/**
 * The logs that the engine has, each over a connection of its own. Safe for any thread.
 *
 * @see <a href="https://docs.docker.com/reference/api/engine/">ContainerLogs of the Engine API</a>
 */
final class EngineLogs implements ContainerLogs {

    private final Containers containers;
    private final Engine engine;
    private final int mostFollowers;
    private final Semaphore room;
    private final Set<StreamedReading> followers = ConcurrentHashMap.newKeySet();
    private volatile boolean stopping;

    /** @param mostFollowers how many may follow a log at the same time, each with a connection to the engine, and two threads */
    EngineLogs(Containers containers, Engine engine, int mostFollowers) {
        this.containers = containers;
        this.engine = engine;
        this.mostFollowers = mostFollowers;
        this.room = new Semaphore(mostFollowers);
    }

    @Override
    public LogReading read(ContainerRef container, LogQuery query) {
        String id = containers.get(container).id();
        return query.follow() ? follow(container, id, query) : begin(id, query);
    }

    /** Breaks off for those that follow, so that nobody waits for them when the agent ends, or takes that for the container's end. */
    @EventListener(ContextClosedEvent.class)
    void stop() {
        stopping = true;
        followers.forEach(EngineLogs::breakOff);
    }

    private StreamedReading follow(ContainerRef container, String id, LogQuery query) {
        if (!room.tryAcquire()) {
            throw new UnavailableException(
                    "too-many-followers",
                    "Cannot follow the log of '" + container + "': " + mostFollowers + " follow one already");
        }
        boolean begun = false;
        try {
            StreamedReading following = begin(id, query);
            followers.add(following);
            begun = true;
            if (stopping) {
                breakOff(following);
            }
            return following;
        } finally {
            if (!begun) {
                room.release();
            }
        }
    }

    private StreamedReading begin(String id, LogQuery query) {
        boolean multiplexed = !hasTerminal(id);
        Response response = engine.stream(Method.GET, "/containers/" + id + "/logs?" + query.parameters());
        return new StreamedReading(response, multiplexed, query.follow(), engine::problemOf, this::leave);
    }

    private void leave(StreamedReading reading) {
        if (followers.remove(reading)) {
            room.release();
        }
    }

    /** Asks the engine, whose answer itself says it only since version 1.42 of the API. */
    private boolean hasTerminal(String id) {
        Optional<Boolean> terminal = engine.ask(docker -> Optional.ofNullable(
                        docker.inspectContainerCmd(id).exec().getConfig())
                .map(ContainerConfig::getTty));
        return terminal.orElseThrow(() -> new UnavailableException(
                "docker-failed", "Docker failed: it doesn't say whether the container '" + id + "' has a terminal"));
    }

    private static void breakOff(StreamedReading following) {
        following.fail(new UnavailableException("agent-stopping", "Cannot follow the log any more: the agent stops"));
    }
}
