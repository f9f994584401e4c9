package io.rightlink.core.identity;

import java.util.Optional;

/**
 * Who the agent is to its platform, but for the secret that proves it. A value that is empty is absent.
 *
 * @param account the account's number, {@code 12345}
 * @param apiHostname where the platform's API is, {@code us-3.rightscale.com}
 * @param clientId by which name the agent asks for a token
 * @param httpProxy the proxy for HTTP and HTTPS, which may have a password
 * @param noProxy what is reached without it, {@code 169.254.169.254,.internal}
 */
public record Identity(
        Optional<String> account,
        Optional<String> apiHostname,
        Optional<String> clientId,
        Optional<String> httpProxy,
        Optional<String> noProxy) {

    @Override
    public String toString() {
        return "Identity of the account " + account.orElse("(none)");
    }
}
