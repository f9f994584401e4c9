package io.rightlink.app.rll;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.identity.Identities;
import io.rightlink.core.identity.Identity;
import io.rightlink.core.problem.DeniedException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.scripts.boot.Boots;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** RightLink 10's process variables. All can be read, and one be set. Safe for any thread. */
final class ProcVariables {

    private static final Logger LOG = LoggerFactory.getLogger(ProcVariables.class);

    private static final String LOG_LEVEL = "log_level";
    /** Of the local API, which is RightLink 10's: nothing else is spoken. */
    private static final String PROTOCOL = "10";
    /** What a host goes down for; a restart of the agent alone is none of them. */
    private static final Set<String> SHUTDOWN_KINDS = Set.of("reboot", "stop", "terminate");

    private final Identities identities;
    private final Boots boots;
    private final LogVerbosity verbosity;
    private final Map<String, Supplier<String>> variables;

    ProcVariables(AgentSettings agent, String binPath, Identities identities, Boots boots, LogVerbosity verbosity) {
        this.identities = identities;
        this.boots = boots;
        this.verbosity = verbosity;
        this.variables = Map.of(
                "version",
                agent::version,
                "identity",
                this::identity,
                "protocol_version",
                () -> PROTOCOL,
                "bin_path",
                () -> binPath,
                "shutdown_kind",
                this::shutdownKind,
                LOG_LEVEL,
                verbosity::get);
    }

    /** Returns all; one that can't be told now isn't among them. */
    SortedMap<String, String> list() {
        SortedMap<String, String> values = new TreeMap<>();
        variables.forEach((name, value) -> {
            try {
                values.put(name, value.get());
            } catch (UnavailableException e) {
                LOG.warn("Cannot tell the variable {}: {}", name, e.getMessage());
            }
        });
        return values;
    }

    /**
     * Returns one.
     *
     * @throws NotFoundException if there is none of this name
     * @throws UnavailableException if it can't be told now
     */
    String get(String name) {
        return find(name).get();
    }

    /**
     * Sets one.
     *
     * @throws NotFoundException if there is none of this name
     * @throws DeniedException if it can only be read
     */
    void set(String name, String value) {
        Supplier<String> _ = find(name);
        if (!name.equals(LOG_LEVEL)) {
            throw new DeniedException(
                    "variable-read-only",
                    "Cannot set the variable '" + name + "': of all, only " + LOG_LEVEL + " can be set");
        }
        verbosity.set(value);
    }

    private Supplier<String> find(String name) {
        return Optional.ofNullable(variables.get(name))
                .orElseThrow(() -> new NotFoundException(
                        "variable-not-found",
                        "There is no process variable '" + name + "'; there are " + new TreeMap<>(variables).keySet()));
    }

    private String identity() {
        try {
            return identities.find().flatMap(Identity::clientId).orElse("");
        } catch (IOException e) {
            throw new UnavailableException("identity-unusable", "Cannot tell who the agent is: " + e.getMessage(), e);
        }
    }

    private String shutdownKind() {
        return Optional.ofNullable(boots.current().reason())
                .filter(SHUTDOWN_KINDS::contains)
                .orElse("");
    }
}
