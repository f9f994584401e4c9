package io.rightlink.monitoring.collectd;

import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What is taken of collectds, and from whom. Files are where the agent itself sees them.
 *
 * @param valuesPerSecond how many values are taken in a second, from all senders together; four seconds' worth may come at once
 * @param typesDb files in the format of types.db, with types of one's own
 * @param user who may post, with the password of the file; anybody, if it is empty
 * @param passwordFile the file with that user's password
 * @param listen the address and port that packets come to, {@code 0.0.0.0:25826}; none do if it is empty
 * @param securityLevel what is demanded of packets
 * @param authFile lines of {@code user: password}, those who sign and encrypt; read again when it has changed
 */
@ConfigurationProperties("rightlink.monitoring.collectd")
public record CollectdSettings(
        @DefaultValue("20000") int valuesPerSecond,
        @DefaultValue List<String> typesDb,
        Optional<String> user,
        Optional<String> passwordFile,
        Optional<UdpAddress> listen,
        @DefaultValue("none") SecurityLevel securityLevel,
        Optional<String> authFile) {

    private static final String PREFIX = "rightlink.monitoring.collectd.";

    public CollectdSettings {
        typesDb = List.copyOf(typesDb);
        user = user.filter(name -> !name.isEmpty());
        require(valuesPerSecond > 0, "values-per-second is less than 1: " + valuesPerSecond);
        require(user.isPresent() == passwordFile.isPresent(), "user and password-file go together: only one is set");
        require(!user.orElse("").contains(":"), "user has a colon, which HTTP Basic doesn't allow");
        require(
                securityLevel == SecurityLevel.NONE || authFile.isPresent(),
                "security-level is more than none, and there is no auth-file to know anybody by");
    }

    private static void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(PREFIX + otherwise);
        }
    }
}
