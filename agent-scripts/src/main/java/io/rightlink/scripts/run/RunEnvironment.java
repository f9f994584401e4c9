package io.rightlink.scripts.run;

import io.rightlink.core.host.Loopback;
import io.rightlink.core.identity.Identities;
import io.rightlink.core.identity.Identity;
import io.rightlink.core.placement.Launch;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a script finds in its environment. What comes later counts: a shell's surroundings, the identity, how to reach the agent, what its
 * plan has, its inputs, the run's id. Nothing of the agent's own environment is passed on. Safe for any thread.
 */
final class RunEnvironment {

    private static final Logger LOG = LoggerFactory.getLogger(RunEnvironment.class);

    private static final Map<String, String> SURROUNDINGS = Map.of(
            "PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
            "HOME", "/root",
            "SHELL", "/bin/bash",
            "USER", "root",
            "LANG", "C.UTF-8");

    private final Identities identities;
    private final Loopback loopback;

    RunEnvironment(Identities identities, Loopback loopback) {
        this.identities = identities;
        this.loopback = loopback;
    }

    /** Returns the variables of a run, which the caller may add to. */
    Map<String, String> of(String id, RunPlan plan, RunCredentials secrets) {
        Map<String, String> environment = new TreeMap<>(SURROUNDINGS);
        identity(id).ifPresent(identity -> tell(identity, environment));
        loopback.port().ifPresent(port -> environment.put("RS_RLL_PORT", Integer.toString(port)));
        environment.putAll(plan.environment());
        if (!plan.packages().isEmpty()) {
            environment.put("RS_PACKAGES", String.join(" ", plan.packages()));
        }
        plan.values().forEach((name, value) -> environment.put(name, secrets.reveal(value)));
        environment.put(Launch.RUN_ID, id);
        return environment;
    }

    private Optional<Identity> identity(String id) {
        try {
            return identities.find();
        } catch (IOException e) {
            LOG.warn(
                    "The run '{}' starts without account, api_hostname, client_id and proxies: {}", id, e.getMessage());
            return Optional.empty();
        }
    }

    private static void tell(Identity identity, Map<String, String> environment) {
        put("account", identity.account(), environment);
        put("api_hostname", identity.apiHostname(), environment);
        put("client_id", identity.clientId(), environment);
        put("http_proxy", identity.httpProxy(), environment);
        put("HTTP_PROXY", identity.httpProxy(), environment);
        put("https_proxy", identity.httpProxy(), environment);
        put("HTTPS_PROXY", identity.httpProxy(), environment);
        put("no_proxy", identity.noProxy(), environment);
        put("NO_PROXY", identity.noProxy(), environment);
    }

    private static void put(String name, Optional<String> value, Map<String, String> environment) {
        value.ifPresent(set -> environment.put(name, set));
    }
}
