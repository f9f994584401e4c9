package io.rightlink.scripts.credential;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.util.Assert;

/**
 * Where credentials are.
 *
 * @param credentials a directory of files, each with the name of a credential; {@code credentials} of the state directory if absent
 */
@ConfigurationProperties("rightlink.scripts")
record CredentialSettings(@Nullable Path credentials) {

    /**
     * @throws IllegalArgumentException naming the setting that doesn't fit
     */
    CredentialSettings {
        Assert.isTrue(
                credentials == null || credentials.isAbsolute(),
                "rightlink.scripts.credentials must be an absolute path");
    }

    Path directory(Path stateDirectory) {
        return credentials == null ? stateDirectory.resolve("credentials") : credentials;
    }
}
