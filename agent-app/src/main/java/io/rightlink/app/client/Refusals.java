package io.rightlink.app.client;

import java.nio.charset.StandardCharsets;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** What the agent's answers mean that aren't successes. Stateless. */
final class Refusals {

    private static final int LONGEST = 1000;

    private Refusals() {}

    /**
     * Returns what the agent says of it, and what can be done.
     *
     * @param body a problem detail of RFC 9457; anything else is shown as it is
     */
    static ClientException of(int status, byte[] body) {
        String detail = detail(status, body);
        return switch (status) {
            // an agent that starts has told its new secret a moment later
            case 401 -> ClientException.passing(Outcome.REFUSED, detail);
            case 403, 429 -> new ClientException(Outcome.REFUSED, detail);
            case 404 -> new ClientException(Outcome.NOT_FOUND, detail);
            case 502, 503, 504 -> ClientException.passing(Outcome.FAILED, detail);
            default -> new ClientException(Outcome.FAILED, detail);
        };
    }

    private static String detail(int status, byte[] body) {
        try {
            String detail = JsonMapper.shared().readTree(body).path("detail").asString("");
            if (!detail.isEmpty()) {
                return detail;
            }
        } catch (JacksonException e) {
            // no agent's answer, so it is told as it is
        }
        String text = new String(body, StandardCharsets.UTF_8).strip();
        return "The answer is " + status
                + (text.isEmpty() ? "" : ": " + text.substring(0, Math.min(LONGEST, text.length())));
    }
}
