package io.rightlink.app.client;

import static io.rightlink.app.client.Listings.text;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/**
 * A unit's journal as lines, {@code 2026-01-02T03:04:05Z nginx[17]: started}.
 *
 * @param json whether it is to be printed as the API has it
 */
record JournalText(Surroundings around, boolean json) {

    private static final String DATA = "data:";

    /** @param listing the API's answer */
    void print(byte[] listing) {
        if (json) {
            Listings.printJson(listing, around);
            return;
        }
        JsonNode tree = Api.tree(listing);
        tree.path("items").forEach(entry -> around.out().println(line(entry)));
        around.out().flush();
        if (!tree.path("complete").asBoolean(true)) {
            around.say("This isn't all: " + text(tree, "reason"));
        }
    }

    /**
     * Prints each entry when it comes, until there are no more; returns false if nobody reads them.
     *
     * @param events server-sent ones, whose data are an entry each
     */
    boolean printAsItComes(InputStream events) throws IOException {
        BufferedReader lines = new BufferedReader(new InputStreamReader(events, StandardCharsets.UTF_8));
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            if (line.startsWith(DATA)) {
                String entry = line.substring(DATA.length()).strip();
                around.out().println(json ? entry : line(Api.tree(entry.getBytes(StandardCharsets.UTF_8))));
                if (around.out().checkError()) {
                    return false;
                }
            }
        }
        return true;
    }

    private static String line(JsonNode entry) {
        String pid = text(entry, "pid");
        String who = text(entry, "identifier") + (pid.isEmpty() ? "" : "[" + pid + "]");
        return Listings.time(entry, "at") + " " + Plain.of(who + ": " + text(entry, "message"));
    }
}
