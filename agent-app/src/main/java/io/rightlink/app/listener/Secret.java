package io.rightlink.app.listener;

import io.rightlink.core.store.AtomicFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/**
 * The agent's secret: made anew at each start, and told to whoever may read the file. A line {@code RS_RLL_PORT=88}, a line
 * {@code RS_RLL_SECRET=…}: the {@code rsc} client takes nothing else. Safe for any thread.
 */
class Secret {

    private static final Logger LOG = LoggerFactory.getLogger(Secret.class);
    private static final String FILE = "secret";
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** Characters of log2(62) = 5.95 bits: 190 bits. */
    private static final int LENGTH = 32;

    private final Path directory;
    private final String value = new SecureRandom()
            .ints(LENGTH, 0, ALPHABET.length())
            .mapToObj(i -> ALPHABET.substring(i, i + 1))
            .collect(Collectors.joining());

    Secret(Path directory) {
        this.directory = directory;
    }

    /** Tells whether a caller knows it, in the same time whether it nearly does or not at all. */
    boolean is(String candidate) {
        return MessageDigest.isEqual(
                value.getBytes(StandardCharsets.UTF_8), candidate.getBytes(StandardCharsets.UTF_8));
    }

    /** Writes the file, once the port is known. */
    @EventListener
    void onServer(WebServerInitializedEvent event) {
        String content = "RS_RLL_PORT=" + event.getWebServer().getPort() + "\nRS_RLL_SECRET=" + value + "\n";
        try {
            Files.createDirectories(directory);
            AtomicFile.write(directory.resolve(FILE), content.getBytes(StandardCharsets.UTF_8), "rw-------");
            LOG.info(
                    "Listening on loopback, port {}; the secret is in {}",
                    event.getWebServer().getPort(),
                    directory.resolve(FILE));
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write the secret to " + directory.resolve(FILE), e);
        }
    }
}
