package io.rightlink.core.event;

import java.time.Instant;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The data of an event: {@code {"at":"2026-01-02T03:04:05Z","type":"run","id":"7","state":"running"}}. Stateless. */
record EventForm(JsonMapper json) {

    /** @throws RuntimeException if {@code data} is not what becomes a JSON object */
    String text(Instant at, String type, Object data) {
        ObjectNode all = json.createObjectNode().put("at", at.toString()).put("type", type);
        all.setAll((ObjectNode) json.valueToTree(data));
        return json.writeValueAsString(all);
    }
}
