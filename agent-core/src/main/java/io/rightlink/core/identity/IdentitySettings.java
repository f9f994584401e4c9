package io.rightlink.core.identity;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.Rootfs;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * Where the identity is.
 *
 * @param identity its file; if absent, {@code rightscale-identity} of the state directory, and where there is none,
 *     {@code /var/lib/rightscale-identity} of the host
 */
@ConfigurationProperties("rightlink")
record IdentitySettings(@Nullable Path identity) {

    private static final String NAME = "rightscale-identity";

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    IdentitySettings {
        Assert.isTrue(identity == null || identity.isAbsolute(), "rightlink.identity must be an absolute path");
    }

    List<Path> places(AgentSettings agent, Rootfs rootfs) {
        return identity == null
                ? List.of(agent.stateDirectory().resolve(NAME), rootfs.resolve("/var/lib/" + NAME))
                : List.of(identity);
    }
}
