package io.rightlink.monitoring.collectd;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Knows one user by a password in a file; anybody may send if none is configured.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7617">RFC 7617, HTTP Basic</a>
 */
final class PasswordSenders implements CollectdSenders {

    private static final String BASIC = "Basic ";

    private final Optional<String> user;
    private final Optional<WatchedFile<String>> password;

    PasswordSenders(CollectdSettings settings, LongSupplier nanoTime) {
        this.user = settings.user();
        this.password = settings.passwordFile().map(file -> new WatchedFile<>(Path.of(file), String::strip, nanoTime));
    }

    @Override
    public boolean admits(@Nullable String authorization) {
        return user.isEmpty() || (authorization != null && isUsers(user.get(), authorization));
    }

    private boolean isUsers(String name, String authorization) {
        if (!authorization.regionMatches(true, 0, BASIC, 0, BASIC.length())) {
            return false;
        }
        byte[] given = decoded(authorization.substring(BASIC.length()).strip());
        return password.flatMap(WatchedFile::content)
                .filter(known -> !known.isEmpty())
                .map(known -> MessageDigest.isEqual(given, (name + ":" + known).getBytes(StandardCharsets.UTF_8)))
                .orElse(false);
    }

    private static byte[] decoded(String text) {
        try {
            return Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException _) {
            return new byte[0];
        }
    }
}
