package io.rightlink.monitoring.history;

import java.io.ByteArrayOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/** Writes answers as {@code {"step":60,"series":[{"name":…,"labels":{…},"points":[[1795352000,0.5],[1795352060,null]]}]}}. Stateless. */
final class HistoryJson {

    private final JsonMapper json;

    HistoryJson(JsonMapper json) {
        this.json = json;
    }

    /** Returns it as bytes: as objects, a hundred thousand points would take ten times as much. */
    byte[] write(Answer answer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 14);
        try (JsonGenerator out = json.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeNumberProperty("step", answer.step());
            out.writeArrayPropertyStart("series");
            answer.lines().forEach(line -> write(answer, line, out));
            out.writeEndArray();
            out.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void write(Answer answer, Answer.Line line, JsonGenerator out) {
        out.writeStartObject();
        out.writeStringProperty("name", line.name());
        out.writeObjectPropertyStart("labels");
        StoredSeries.map(line.labels()).forEach(out::writeStringProperty);
        out.writeEndObject();
        out.writeArrayPropertyStart("points");
        for (int i = 0; i < line.length(); i++) {
            out.writeStartArray();
            out.writeNumber(answer.first() + i * answer.step());
            if (Float.isNaN(line.value(i))) {
                out.writeNull();
            } else {
                out.writeNumber(line.value(i));
            }
            out.writeEndArray();
        }
        out.writeEndArray();
        out.writeEndObject();
    }
}
