package io.rightlink.monitoring.forward;

import static java.nio.file.StandardOpenOption.APPEND;
import static java.nio.file.StandardOpenOption.CREATE;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.rightlink.core.testing.OtherProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

/** What queues and sends batches in a process of its own, until it is killed. */
final class KilledForwarder {

    private KilledForwarder() {}

    /** Queues batches of one number each, and says so of each once it is on disk, while the sender sends them. */
    public static void main(String... args) throws IOException {
        Path state = Path.of(args[0]);
        Path confirmed = Path.of(args[1]);
        long first = Long.parseLong(args[2]);
        BatchQueue queue = new BatchQueue(state, 100_000_000);
        Sender sender = sender(queue, URI.create(args[3]));
        sender.start();
        for (long number = first; number < first + 100_000; number++) {
            queue.add(1, "PUTVAL h/numbers/gauge interval=10.000 1795344592.000:" + number + "\r\n");
            Files.writeString(confirmed, number + "\n", CREATE, APPEND);
        }
    }

    static Sender sender(BatchQueue queue, URI target) {
        ForwardSettings settings =
                new Binder(new MapConfigurationPropertySource(Map.of())).bindOrCreate("", ForwardSettings.class);
        return new Sender(
                queue,
                new Platform(target, new Credentials(settings), settings, Clock.systemUTC()),
                new Backoff(Duration.ofMillis(1), Duration.ofMillis(5), new Random()),
                new ForwardMeters(new SimpleMeterRegistry()),
                Clock.systemUTC());
    }

    /** Starts it, and kills it at a random moment after it has confirmed a first batch. */
    static void runAndKill(Path state, Path confirmed, long first, String url, Random random)
            throws IOException, InterruptedException {
        long before = size(confirmed);
        Process forwarder = OtherProcess.startSilent(
                KilledForwarder.class, state.toString(), confirmed.toString(), Long.toString(first), url);
        try {
            Awaitility.await().atMost(Duration.ofMinutes(1)).until(() -> size(confirmed) > before);
            boolean _ = forwarder.waitFor(random.nextInt(500), TimeUnit.MILLISECONDS);
        } finally {
            forwarder.destroyForcibly().waitFor();
        }
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}
