package io.rightlink.monitoring.forward;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What proves to the platform who sends. Reads its file each time. Immutable. */
final class Credentials {

    private static final int LONGEST = 8 * 1_024;
    private static final char LAST_OF_ASCII = 0x7e;

    private final @Nullable String user;
    private final @Nullable Path file;

    Credentials(ForwardSettings settings) {
        this.user = settings.user();
        this.file = settings.user() != null ? settings.passwordFile() : settings.tokenFile();
    }

    /**
     * Returns the value of the header {@code Authorization}; empty if there is to be none.
     *
     * @throws IOException without the secret in its message
     */
    Optional<String> header() throws IOException {
        if (file == null) {
            return Optional.empty();
        }
        String secret = read(file);
        if (user == null && secret.chars().anyMatch(c -> c > LAST_OF_ASCII)) {
            // the client would throw what shows it
            throw new IOException("The token in " + file + " has a character that no header can have");
        }
        return Optional.of(
                user == null
                        ? "Bearer " + secret
                        : "Basic "
                                + Base64.getEncoder()
                                        .encodeToString((user + ":" + secret).getBytes(StandardCharsets.UTF_8)));
    }

    private static String read(Path file) throws IOException {
        byte[] bytes;
        try (InputStream in = Files.newInputStream(file)) {
            bytes = in.readNBytes(LONGEST + 1);
        } catch (IOException e) {
            throw new IOException("Cannot read the secret in " + file + ": " + e, e);
        }
        String secret = new String(bytes, StandardCharsets.UTF_8).strip();
        if (secret.isEmpty() || bytes.length > LONGEST || secret.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new IOException("The secret in " + file + " is empty, has more than " + LONGEST
                    + " bytes, or has more than one line");
        }
        return secret;
    }
}
