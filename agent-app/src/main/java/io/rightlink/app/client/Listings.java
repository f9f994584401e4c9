package io.rightlink.app.client;

import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/** The API's collections, for people. Stateless. */
final class Listings {

    private Listings() {}

    /** Prints the answer as it is, or a row for each item; says so if something is missing in it. */
    static void print(byte[] answer, boolean json, Surroundings around, Table table, Function<JsonNode, String[]> row) {
        if (json) {
            printJson(answer, around);
            return;
        }
        JsonNode listing = Api.tree(answer);
        listing.path("items").forEach(item -> table.row(row.apply(item)));
        table.print(around);
        around.out().flush();
        if (!listing.path("complete").asBoolean(true)) {
            around.say("This isn't all: " + text(listing, "reason"));
        }
    }

    static void printJson(byte[] answer, Surroundings around) {
        around.out().write(answer, 0, answer.length);
        around.out().println();
        around.out().flush();
    }

    /** Returns a field as text; nothing if it is absent. */
    static String text(JsonNode item, String field) {
        JsonNode value = item.path(field);
        return value.isMissingNode() || value.isNull() ? "" : value.asString("");
    }

    /** Returns a time without its fraction of a second. */
    static String time(JsonNode item, String field) {
        return text(item, field).replaceFirst("\\.\\d+Z$", "Z");
    }
}
