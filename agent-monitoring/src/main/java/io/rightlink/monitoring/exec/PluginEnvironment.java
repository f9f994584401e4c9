package io.rightlink.monitoring.exec;

import io.rightlink.core.host.Host;
import io.rightlink.monitoring.tss.TssIdentity;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The environment of a plugin: what collectd's exec plugin sets, and of the agent's own what says where programs are and how they speak,
 * but none that may be secret. Safe for any thread.
 */
record PluginEnvironment(TssIdentity identity, Host host, Duration interval) implements Supplier<Map<String, String>> {

    private static final String PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin";

    @Override
    public Map<String, String> get() {
        Map<String, String> environment = new HashMap<>();
        environment.put("PATH", PATH);
        Stream.of("PATH", "HOME", "LANG", "LC_ALL", "TZ").forEach(name -> {
            String own = System.getenv(name);
            if (own != null) {
                environment.put(name, own);
            }
        });
        environment.put(
                "COLLECTD_HOSTNAME",
                identity.id().or(() -> host.describe().hostname()).orElse("localhost"));
        environment.put("COLLECTD_INTERVAL", seconds());
        return environment;
    }

    /**
     * A whole number has no point. collectd writes {@code 20.000}, but what RightLink 10 documents for its plugins is
     * {@code printf 'interval=%d' $COLLECTD_INTERVAL}, of which a shell would complain each time.
     */
    private String seconds() {
        return BigDecimal.valueOf(interval.toMillis(), 3).stripTrailingZeros().toPlainString();
    }
}
