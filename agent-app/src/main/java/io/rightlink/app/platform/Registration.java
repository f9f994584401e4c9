package io.rightlink.app.platform;

import io.rightlink.core.identity.Identity;
import io.rightlink.core.identity.ProvenIdentity;
import io.rightlink.core.problem.UnavailableException;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.apache.hc.core5.http.HttpHost;

/**
 * Where the platform is, and how the agent is known there.
 *
 * @param place {@code https://us-3.rightscale.com}
 * @param proxy what is between; empty if nothing is
 */
record Registration(HttpHost place, String clientId, String clientSecret, Optional<Proxy> proxy) {

    /** A host's name or IPv4 address, and perhaps a port. */
    private static final Pattern HOSTNAME = Pattern.compile("([\\w-]+(?:\\.[\\w-]+)*)(?::(\\d{1,5}))?");

    /**
     * Makes it of an identity and the settings.
     *
     * @throws UnavailableException if something is missing, saying what, or can't be used
     */
    static Registration of(Optional<ProvenIdentity> found, PlatformSettings settings) {
        ProvenIdentity proven =
                found.orElseThrow(() -> noPlatform("the agent has no identity (see the setting rightlink.identity)"));
        Identity identity = proven.identity();
        Optional<HttpHost> set = settings.place();
        StringJoiner missing = new StringJoiner(", ");
        addMissing(
                missing,
                "api_hostname",
                set.isPresent() || identity.apiHostname().isPresent());
        addMissing(missing, "client_id", identity.clientId().isPresent());
        addMissing(missing, "client_secret", proven.clientSecret().isPresent());
        if (missing.length() > 0) {
            throw noPlatform("the agent's identity lacks " + missing);
        }
        HttpHost place = set.orElseGet(() -> place(identity.apiHostname().orElseThrow()));
        return new Registration(
                place,
                identity.clientId().orElseThrow(),
                proven.clientSecret().orElseThrow(),
                identity.httpProxy()
                        .filter(_ -> Proxy.isNeeded(place, identity.noProxy().orElse("")))
                        .map(Proxy::of));
    }

    static UnavailableException unusable(String why) {
        return new UnavailableException("identity-unusable", "Cannot pass this on to the platform's API: " + why);
    }

    @Override
    public String toString() {
        return "Registration at " + place;
    }

    private static UnavailableException noPlatform(String why) {
        return UnavailableException.unreachable(
                "no-platform", "Cannot pass this on to the platform's API: no platform is configured; " + why);
    }

    private static void addMissing(StringJoiner missing, String name, boolean isThere) {
        if (!isThere) {
            missing.add(name);
        }
    }

    private static HttpHost place(String hostname) {
        var parts = HOSTNAME.matcher(hostname);
        if (!parts.matches()) {
            throw unusable("the identity's api_hostname is not the name of a host");
        }
        return new HttpHost(
                "https",
                parts.group(1),
                Optional.ofNullable(parts.group(2)).map(Integer::parseInt).orElse(-1));
    }
}
