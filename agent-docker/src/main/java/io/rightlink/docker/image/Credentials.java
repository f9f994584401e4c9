package io.rightlink.docker.image;

import io.rightlink.core.problem.UnavailableException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Who the host is to the registries, from the {@code auths} of Docker's {@code config.json}; credential helpers aren't asked. The file is
 * read at each pull, so that it may change, and what is in it is shown to nobody but the engine. Safe for any thread.
 *
 * @param file empty if there is none
 * @see <a href="https://docs.docker.com/reference/api/engine/#authentication">Authentication, in the engine's API</a>
 */
record Credentials(Optional<Path> file) {

    private static final String HUB = "https://index.docker.io/v1/";

    private record ConfigFile(@Nullable Map<String, Login> auths) {}

    /** {@code "auth"} is {@code user:password} in Base64. */
    private record Login(@Nullable String auth, @Nullable String identitytoken) {}

    /**
     * Returns {@code X-Registry-Auth} for the registry of an image; nothing if the file has no login for it.
     *
     * @throws UnavailableException if the file can't be read
     */
    Map<String, String> headersFor(ImageRef ref) {
        return file.flatMap(path -> loginAt(path, ref.registry().orElse(HUB)))
                .map(login -> Map.of("X-Registry-Auth", login))
                .orElse(Map.of());
    }

    private static Optional<String> loginAt(Path file, String registry) {
        try {
            ConfigFile known = JsonMapper.shared().readValue(Files.readString(file), ConfigFile.class);
            Map<String, Login> auths = known == null ? null : known.auths();
            return Stream.of(registry, "https://" + registry, "https://" + registry + "/", "http://" + registry)
                    .flatMap(key -> Stream.ofNullable(auths == null ? null : auths.get(key)))
                    .findFirst()
                    .map(login -> header(login, registry));
        } catch (IOException e) {
            throw unreadable(file, String.valueOf(e.getMessage()));
        } catch (JacksonException | IllegalArgumentException e) {
            // the reason might quote a password
            throw unreadable(file, "it isn't Docker's config.json");
        }
    }

    private static String header(Login login, String registry) {
        Map<String, String> fields = new HashMap<>(Map.of("serveraddress", registry));
        if (login.identitytoken() != null) {
            fields.put("identitytoken", login.identitytoken());
        } else if (login.auth() != null) {
            String[] words = new String(Base64.getDecoder().decode(login.auth()), StandardCharsets.UTF_8).split(":", 2);
            fields.put("username", words[0]);
            fields.put("password", words.length > 1 ? words[1] : "");
        }
        return Base64.getUrlEncoder()
                .encodeToString(JsonMapper.shared().writeValueAsString(fields).getBytes(StandardCharsets.UTF_8));
    }

    private static UnavailableException unreadable(Path file, String reason) {
        return new UnavailableException(
                "registry-credentials-unreadable",
                "Cannot read the registries' credentials in " + file + ": " + reason);
    }
}
