package io.rightlink.monitoring.tss;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.setting.Settings;
import io.rightlink.monitoring.value.Identifier;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The identity, kept in the store. Safe for any thread. */
final class StoredTssIdentity implements TssIdentity {

    private static final String ID = "monitoring.tss-id";
    private static final String SERVER = "monitoring.tss-server";

    /** A name or an address, with a port or without. */
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._:\\[\\]-]{1,255}");

    private final Settings settings;
    private volatile @Nullable String id;

    StoredTssIdentity(Settings settings) {
        this.settings = settings;
        this.id = settings.find(ID).orElse(null);
    }

    /** Doesn't block: it is asked for each value. */
    @Override
    public Optional<String> id() {
        return Optional.ofNullable(id);
    }

    @Override
    public synchronized void setId(String wanted) {
        try {
            var _ = new Identifier(wanted, "plugin", "", "type", "");
        } catch (IllegalArgumentException e) {
            throw new InvalidException(
                    "invalid-tss-id", "Cannot set tss_id, which is the host of what is sent: " + e.getMessage());
        }
        settings.set(ID, wanted);
        id = wanted;
    }

    @Override
    public Optional<String> server() {
        return settings.find(SERVER);
    }

    @Override
    public void setServer(String server) {
        if (!HOST.matcher(server).matches()) {
            throw new InvalidException("invalid-tss-hostname", "Cannot set hostname: it isn't the name of a host");
        }
        settings.set(SERVER, server);
    }
}
