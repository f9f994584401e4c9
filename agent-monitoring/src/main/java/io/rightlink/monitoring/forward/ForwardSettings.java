package io.rightlink.monitoring.forward;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.Assert;
import org.springframework.util.unit.DataSize;

/**
 * Where readings are sent, and how.
 *
 * @param url as text, so that no message of Spring's shows what may be in it; nothing is sent if there is none
 * @param user the name for Basic authentication, with {@code passwordFile}
 * @param tokenFile has the token for Bearer authentication; both files are read at each request, so that a new secret is used at once
 * @param buffer how much is kept on disk while the platform is away; then the oldest is dropped
 * @param batchSize a batch that has grown to this is sent
 * @param batchAge and so is one whose first reading is this old
 * @param connectTimeout how long a connection may take to be made
 * @param timeout how long a request may take until it is answered
 * @param retryFirst after which the first failure is retried, the next after twice that, and so on, with some chance in it
 * @param retryMost but no later than that
 */
@ConfigurationProperties("rightlink.monitoring.forward")
record ForwardSettings(
        @Nullable String url,
        @Nullable String user,
        @Nullable Path passwordFile,
        @Nullable Path tokenFile,
        @DefaultValue("20MB") DataSize buffer,
        @DefaultValue("16KB") DataSize batchSize,
        @DefaultValue("5s") Duration batchAge,
        @DefaultValue("5s") Duration connectTimeout,
        @DefaultValue("30s") Duration timeout,
        @DefaultValue("1s") Duration retryFirst,
        @DefaultValue("1m") Duration retryMost) {

    private static final String PREFIX = "rightlink.monitoring.forward.";
    private static final Set<String> LOCAL = Set.of("localhost", "127.0.0.1", "[::1]");

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit, without its value
     */
    ForwardSettings {
        if (url != null) {
            requireTarget(url);
        }
        Assert.isTrue(
                (user == null) == (passwordFile == null),
                PREFIX + "user and " + PREFIX + "password-file must be set together");
        Assert.isTrue(
                user == null || (!user.contains(":") && user.chars().noneMatch(Character::isISOControl)),
                PREFIX + "user must have no colon and no control character");
        Assert.isTrue(
                tokenFile == null || user == null, PREFIX + "token-file and " + PREFIX + "user must not both be set");
        Assert.isTrue(batchSize.toBytes() > 0, PREFIX + "batch-size must be positive");
        Assert.isTrue(
                batchSize.compareTo(DataSize.ofMegabytes(1)) <= 0, PREFIX + "batch-size must be no more than 1MB");
        Assert.isTrue(
                buffer.toBytes() / 4 >= batchSize.toBytes(),
                PREFIX + "buffer must be at least four times " + PREFIX + "batch-size");
        requirePositive(batchAge, "batch-age");
        requirePositive(connectTimeout, "connect-timeout");
        requirePositive(timeout, "timeout");
        requirePositive(retryFirst, "retry-first");
        Assert.isTrue(retryMost.compareTo(retryFirst) >= 0, PREFIX + "retry-most must be no less than retry-first");
        Assert.isTrue(retryMost.compareTo(Duration.ofDays(1)) <= 0, PREFIX + "retry-most must be no more than a day");
    }

    /** Returns where to send; empty if nothing is to be sent. */
    Optional<URI> target() {
        return Optional.ofNullable(url).map(URI::create);
    }

    /** Tells whether credentials would go to another host unencrypted. */
    boolean isSecretInTheClear() {
        return (user != null || tokenFile != null)
                && target().filter(at -> at.getScheme().equals("http") && !LOCAL.contains(at.getHost()))
                        .isPresent();
    }

    private static void requirePositive(Duration duration, String name) {
        Assert.isTrue(duration.isPositive(), PREFIX + name + " must be positive");
    }

    /** Leaves out the cause, too, which would show the URL, and so a password in it. */
    private static void requireTarget(String url) {
        URI target = URI.create("none:none");
        try {
            target = URI.create(url);
        } catch (IllegalArgumentException _) {
            // told below
        }
        Assert.isTrue(
                ("http".equals(target.getScheme()) || "https".equals(target.getScheme())) && target.getHost() != null,
                PREFIX + "url must be the URL of an http or https server");
        Assert.isTrue(
                target.getRawUserInfo() == null,
                PREFIX
                        + "url must have no user and no password in it: there are user and password-file, and token-file");
        Assert.isTrue(target.getRawFragment() == null, PREFIX + "url must have no fragment");
    }
}
