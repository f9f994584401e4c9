package io.rightlink.monitoring.forward;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Kills what forwards again and again; {@code -Dtorture=true} does it longer. */
class KilledForwarderTest {

    private static final int KILLS = Boolean.getBoolean("torture") ? 50 : 5;
    private static final long SEED = 20_261_122;
    private static final long NUMBERS_A_ROUND = 1_000_000;

    @TempDir
    Path state;

    @Test
    void losesNothingThatWasOnDiskAndKeepsTheOrder() throws Exception {
        System.out.println("seed " + SEED);
        Random random = new Random(SEED);
        Random failures = new Random(SEED);
        Path confirmed = state.resolve("confirmed");
        try (FailingPlatform platform = new FailingPlatform()) {
            platform.behave(exchange -> {
                FailingPlatform.Conduct conduct =
                        switch (failures.nextInt(10)) {
                            case 0 -> FailingPlatform.cut();
                            case 1, 2 -> FailingPlatform.answer(503, "");
                            default -> FailingPlatform.answer(200, "");
                        };
                conduct.treat(exchange);
            });
            for (int round = 0; round < KILLS; round++) {
                KilledForwarder.runAndKill(state, confirmed, round * NUMBERS_A_ROUND, platform.url(), random);
            }
            sendRest(platform);
            List<Long> written = Files.readAllLines(confirmed).stream()
                    .filter(line -> !line.isEmpty())
                    .map(Long::valueOf)
                    .toList();
            List<Long> arrived =
                    Numbered.of(platform.lines()).stream().distinct().toList();
            System.out.println(
                    written.size() + " batches on disk, " + platform.requests().size() + " requests");
            assertThat(arrived).containsAll(written).isSorted();
            assertThat(arrived.size() - written.size())
                    .as("those that were on disk, and the kill came before they were confirmed")
                    .isBetween(0, KILLS);
        }
    }

    private void sendRest(FailingPlatform platform) {
        try (BatchQueue queue = new BatchQueue(state, 100_000_000);
                Sender sender = KilledForwarder.sender(queue, URI.create(platform.url()))) {
            sender.start();
            await().atMost(Duration.ofMinutes(5)).until(() -> queue.bytes() == 0);
        }
    }
}
