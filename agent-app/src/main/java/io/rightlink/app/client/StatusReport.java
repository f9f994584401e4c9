package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import io.rightlink.app.client.Api.Answer;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/**
 * What the agent says of the host in a few words.
 *
 * @param host a success; the others may be the problems of parts that can't be asked
 * @param units those that failed
 */
record StatusReport(Answer host, Answer health, Answer units, Answer containers, Answer alerts) {

    private static final int MOST_NAMES = 5;

    static StatusReport of(Api api) {
        Answer host = api.ask("GET", "/v1/host", null);
        byte[] _ = Api.require(host);
        return new StatusReport(
                host,
                api.ask("GET", "/actuator/health", null),
                api.ask("GET", "/v1/units?state=failed", null),
                api.ask("GET", "/v1/containers", null),
                api.ask("GET", "/v1/alerts", null));
    }

    /** Returns the answers as they are, in one object. */
    byte[] json() {
        Map<String, Answer> parts = new LinkedHashMap<>();
        parts.put("host", host);
        parts.put("health", health);
        parts.put("units", units);
        parts.put("containers", containers);
        parts.put("alerts", alerts);
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        parts.forEach((part, answer) -> {
            String before = (joined.size() == 0 ? "{\"" : ",\"") + part + "\":";
            joined.writeBytes(before.getBytes(StandardCharsets.UTF_8));
            joined.writeBytes(answer.body());
        });
        joined.write('}');
        return joined.toByteArray();
    }

    Table table() {
        JsonNode it = Api.tree(host.body());
        JsonNode agent = it.path("agent");
        String place = text(agent, "placement").equals("container") ? "in a container" : "on the host itself";
        return Table.untitled()
                .row("host", text(it, "hostname"), text(it, "os") + ", kernel " + text(it, "kernel"))
                .row("agent", text(agent, "version"), place + ", started " + Listings.time(agent, "startedAt"))
                .row("boot", text(it, "bootState"), "booted " + Listings.time(it, "bootedAt"))
                .row(healthRow())
                .row(row("units", units, "failed", _ -> true))
                .row(row("containers", containers, "unhealthy", item -> text(item, "health")
                        .equals("unhealthy")))
                .row(row("alerts", alerts, "firing", item -> text(item, "state").equals("firing")));
    }

    /** Names the parts that aren't up. The agent answers 503 with its health, too, if a part is down. */
    private String[] healthRow() {
        JsonNode it = Api.tree(health.body());
        if (it.path("components").isMissingNode()) {
            return new String[] {"health", "unknown", text(it, "detail")};
        }
        String parts = it.path("components")
                .propertyStream()
                .filter(part -> !text(part.getValue(), "status").equals("UP"))
                .map(part -> part.getKey() + " " + text(part.getValue(), "status") + reason(part.getValue()))
                .collect(Collectors.joining("; "));
        return new String[] {"health", text(it, "status"), parts};
    }

    private static String reason(JsonNode part) {
        String reason = text(part.path("details"), "reason");
        return reason.isEmpty() ? "" : ": " + reason;
    }

    /** Counts the items that somebody should look at, and names the first of them. */
    private static String[] row(String what, Answer answer, String word, Predicate<JsonNode> bad) {
        JsonNode listing = Api.tree(answer.body());
        if (!answer.succeeded()) {
            return new String[] {what, "unknown", text(listing, "detail")};
        }
        List<String> names = listing.path("items")
                .valueStream()
                .filter(bad)
                .map(item -> text(item, "name").isEmpty() ? text(item, "id") : text(item, "name"))
                .toList();
        String some = names.stream().limit(MOST_NAMES).collect(Collectors.joining(", "));
        String more = names.size() > MOST_NAMES ? ", …" : "";
        String missing =
                listing.path("complete").asBoolean(true) ? "" : "; not all is seen: " + text(listing, "reason");
        return new String[] {what, names.size() + " " + word, some + more + missing};
    }
}
