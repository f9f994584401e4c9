package io.rightlink.docker.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.testing.TestbedHost;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** A log that is much bigger than the agent's heap, read from an agent in a process of its own. */
@Timeout(1_800)
class BigLogIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final long MEGABYTES = Boolean.getBoolean("torture") ? 1024 : 64;

    @TempDir
    Path directory;

    private final HttpClient client = HttpClient.newHttpClient();

    /** The log ends with a whole line: a follower isn't always told by the engine what a container writes of one as it ends. */
    @Test
    void keepsTheHeapFlatWhileABigLogIsFollowed() throws Exception {
        host.load(TestbedHost.BUSYBOX);
        host.sh("docker run -d --name big rightlink-testbed/busybox sh -c "
                + "'yes a line of a log that is longer than the heap of whoever reads it, by far | head -c " + MEGABYTES
                + "m; echo; sleep 3'");
        Process agent = LogAgent.startWithHeap("48m", "unix://" + host.dockerSocket(), directory.toString());
        try {
            String url = "http://127.0.0.1:" + agent.inputReader().readLine();
            await().atMost(Duration.ofSeconds(10)).until(() -> get(url + "/v1/containers/big") == 200);
            List<Long> heaps = new ArrayList<>();
            heaps.add(heap(url));
            String digest = digestOf(url + "/v1/containers/big/logs?follow=true", () -> heaps.add(heap(url)));
            heaps.add(heap(url));
            System.out.println("used heap after each collection, in KB: " + heaps);
            assertThat(heaps).hasSizeGreaterThan(8);
            assertThat(Collections.max(heaps) - heaps.getFirst()).isLessThan(4 * 1024);
            assertThat(digest)
                    .isEqualTo(host.sh("docker logs big 2>&1 | sha256sum | cut -c1-64")
                            .strip());
        } finally {
            agent.destroy();
            agent.waitFor();
            host.sh("docker rm -f big");
        }
    }

    private interface Look {
        void take() throws IOException, InterruptedException;
    }

    /** Reads an answer to its end, and takes a look after each eighth of the log. */
    private String digestOf(String url, Look look) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        long begun = System.nanoTime();
        long read = 0;
        try (InputStream body = client.send(request(url), HttpResponse.BodyHandlers.ofInputStream())
                .body()) {
            byte[] piece = new byte[64 * 1024];
            long next = 0;
            for (int length = body.read(piece); length >= 0; length = body.read(piece)) {
                digest.update(piece, 0, length);
                read += length;
                if (read > next) {
                    look.take();
                    next += MEGABYTES * 1024 * 1024 / 8;
                }
            }
        }
        System.out.println(read + " bytes in "
                + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
        assertThat(read).isEqualTo(MEGABYTES * 1024 * 1024 + 1);
        return HexFormat.of().formatHex(digest.digest());
    }

    private long heap(String url) throws IOException, InterruptedException {
        return Long.parseLong(client.send(request(url + "/heap"), HttpResponse.BodyHandlers.ofString())
                .body());
    }

    private int get(String url) throws IOException, InterruptedException {
        return client.send(request(url), HttpResponse.BodyHandlers.discarding()).statusCode();
    }

    private static HttpRequest request(String url) {
        return HttpRequest.newBuilder(URI.create(url)).build();
    }
}
