package io.rightlink.app.rll;

import io.rightlink.core.problem.InvalidException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads a variable's value from a body: {@code {"payload":"v"}}, or the value itself. RightLink 10's client calls JSON whatever it sends,
 * so that the body's first character tells which it is; what is called text is the value as it stands. Immutable.
 */
final class EnvBody {

    private static final String WRONG =
            "Cannot read the request's body: expected is {\"payload\": \"<value>\"}, or the value itself, in UTF-8; one"
                    + " that begins with a '{' as text/plain";

    private record Payload(@Nullable String payload) {}

    private final JsonMapper json;

    EnvBody(JsonMapper json) {
        this.json = json;
    }

    /**
     * @param type what the caller calls it, if anything
     * @throws InvalidException if it is neither, never saying what it is: that may be secret
     */
    String value(@Nullable MediaType type, byte[] body) {
        String text = decode(body);
        boolean isText = type != null && type.isCompatibleWith(MediaType.TEXT_PLAIN);
        return !isText && text.stripLeading().startsWith("{") ? payload(text) : text;
    }

    private String payload(String text) {
        try {
            String value = json.readValue(text, Payload.class).payload();
            if (value == null) {
                throw new InvalidException("invalid-body", WRONG);
            }
            return value;
        } catch (JacksonException _) {
            throw new InvalidException("invalid-body", WRONG);
        }
    }

    private static String decode(byte[] body) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString();
        } catch (CharacterCodingException _) {
            throw new InvalidException("invalid-body", WRONG);
        }
    }
}
