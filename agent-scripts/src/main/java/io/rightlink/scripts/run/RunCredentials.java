package io.rightlink.scripts.run;

import io.rightlink.scripts.credential.Credential;
import io.rightlink.scripts.credential.CredentialName;
import io.rightlink.scripts.credential.Credentials;
import io.rightlink.scripts.input.InputValue;
import io.rightlink.scripts.mask.Mask;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The credentials of one run, in memory for as long as it takes to start it. Immutable. */
final class RunCredentials {

    private static final Logger LOG = LoggerFactory.getLogger(RunCredentials.class);

    /** All together; what hides them takes some thirty times as much. */
    private static final int LARGEST = 256 * 1024;

    /** Linux has a quarter of the stack's limit for an environment, which is 2 MB of the usual 8. */
    private static final long ENVIRONMENT_BYTES = 2L * 1024 * 1024;

    private final Map<String, Credential> byName;

    private RunCredentials(Map<String, Credential> byName) {
        this.byName = byName;
    }

    /**
     * Reads what a run needs.
     *
     * @throws IOException naming all that are missing, or one that can't be used
     */
    static RunCredentials read(RunPlan plan, Credentials source) throws IOException {
        Map<String, Credential> byName = new TreeMap<>();
        List<String> missing = new ArrayList<>();
        for (CredentialName name : plan.credentials()) {
            Optional<Credential> found = source.find(name);
            found.ifPresentOrElse(credential -> byName.put(name.value(), credential), () -> missing.add(name.value()));
        }
        if (!missing.isEmpty()) {
            throw new IOException(
                    "there is no credential " + missing.stream().sorted().toList());
        }
        requireUsable(byName);
        return new RunCredentials(byName);
    }

    /** Returns what tells these values from others, by name. */
    Map<String, String> versions() {
        return byName.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, entry -> entry.getValue()
                .version()));
    }

    Optional<Mask> mask() {
        return Mask.of(byName.values());
    }

    /**
     * Checks what a plan's inputs come to before any of it is made: naming a credential is short, and may be done often.
     *
     * @throws IOException if it is more than an environment has room for
     */
    void requireRoom(RunPlan plan) throws IOException {
        long characters =
                plan.values().values().stream().mapToLong(this::characters).sum();
        if (characters > ENVIRONMENT_BYTES) {
            throw new IOException("with its credentials, its inputs come to " + characters
                    + " characters, and an environment has room for " + ENVIRONMENT_BYTES + " bytes");
        }
    }

    /** Returns what a script finds of an input in its environment. */
    String reveal(InputValue value) {
        return switch (value) {
            case InputValue.Text text -> text.value();
            case InputValue.Cred cred -> reveal(cred.name());
            case InputValue.Key key -> reveal(key.name());
            case InputValue.Array array ->
                array.items().stream().map(this::reveal).collect(Collectors.joining(","));
            case InputValue.Blank _, InputValue.Ignore _, InputValue.Env _ -> "";
        };
    }

    private long characters(InputValue value) {
        return value instanceof InputValue.Array array
                ? array.items().stream().mapToLong(this::characters).sum()
                : reveal(value).length();
    }

    private String reveal(CredentialName name) {
        return Optional.ofNullable(byName.get(name.value())).orElseThrow().reveal();
    }

    private static void requireUsable(Map<String, Credential> byName) throws IOException {
        int total = 0;
        for (Credential credential : byName.values()) {
            String value = credential.reveal();
            total += value.length();
            if (value.indexOf('\0') >= 0) {
                throw new IOException("the credential '" + credential.name() + "' can't be used: it has a NUL");
            }
            if (Mask.shows(credential)) {
                LOG.warn("The value of the credential '{}' is too short to be hidden in output", credential.name());
            }
        }
        if (total > LARGEST) {
            throw new IOException("its credentials have more than " + LARGEST + " characters together");
        }
    }
}
