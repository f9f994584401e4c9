package io.rightlink.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The file that has the agent's secret, {@code RS_RLL_PORT=88} and {@code RS_RLL_SECRET=…}; or one with a token and nothing else.
 * Stateless.
 */
record SecretFile(Path path) {

    private static final int LARGEST_BYTES = 4096;
    private static final String PORT = "RS_RLL_PORT=";
    private static final String SECRET = "RS_RLL_SECRET=";
    private static final Pattern VALUE = Pattern.compile("[A-Za-z0-9_.-]+");

    /**
     * What it says now.
     *
     * @param port the agent's; empty in a file that has but a token
     */
    record Content(Optional<Integer> port, String value) {

        /** Leaves out the value, for it belongs into no message. */
        @Override
        public String toString() {
            return "Content[port=" + port + "]";
        }
    }

    /** Reads it anew each time: the agent writes another secret whenever it starts. */
    Content read() {
        try (InputStream file = Files.newInputStream(path)) {
            return parse(new String(file.readNBytes(LARGEST_BYTES), StandardCharsets.UTF_8));
        } catch (NoSuchFileException e) {
            throw ClientException.passing(
                    Outcome.UNREACHABLE,
                    "The agent doesn't seem to run here: there is no " + path
                            + "; see 'systemctl status rightlink' on the"
                            + " host, or say where its secret is with --secret-file");
        } catch (AccessDeniedException e) {
            throw new ClientException(
                    Outcome.REFUSED,
                    "You may not read the agent's secret, " + path
                            + ": be root, or name a file with a token of yours with --secret-file");
        } catch (IOException e) {
            throw new ClientException(
                    Outcome.REFUSED, "Cannot read the agent's secret, " + path + ": " + e.getMessage());
        }
    }

    private Content parse(String text) {
        List<String> lines = text.lines().map(String::strip).toList();
        Optional<Integer> port = valueOf(lines, PORT)
                .filter(digits -> digits.matches("\\d{1,5}"))
                .map(Integer::valueOf);
        Optional<String> bare = lines.size() == 1 ? Optional.of(lines.getFirst()) : Optional.empty();
        String value = valueOf(lines, SECRET)
                .or(() -> bare)
                .filter(VALUE.asMatchPredicate())
                .orElseThrow(() -> new ClientException(
                        Outcome.REFUSED,
                        path + " has neither a line " + SECRET + "…, as the agent writes it, nor a token alone"));
        return new Content(port, value);
    }

    private static Optional<String> valueOf(List<String> lines, String name) {
        return lines.stream()
                .filter(line -> line.startsWith(name))
                .map(line -> line.substring(name.length()))
                .findFirst();
    }
}
