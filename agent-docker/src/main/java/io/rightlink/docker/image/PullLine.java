package io.rightlink.docker.image;

import java.net.ProtocolException;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/**
 * A line of what the engine tells of a pull:
 * {@code {"status":"Downloading","progressDetail":{"current":540672,"total":31357311},"id":"a2abf6c4d29d"}}.
 *
 * @param id the beginning of a layer's digest, or the tag
 * @param error why the pull failed; newer engines say it in {@code errorDetail} alone
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.44/#tag/Image/operation/ImageCreate">ImageCreate</a>
 */
record PullLine(
        @Nullable String id,
        @Nullable String status,
        @Nullable Bytes progressDetail,
        @Nullable String error,
        @Nullable ErrorDetail errorDetail) {

    /** How far a layer is, of how many bytes; the total is absent, 0 or -1 where it isn't known. */
    record Bytes(@Nullable Long current, @Nullable Long total) {}

    record ErrorDetail(@Nullable String message) {}

    /** @throws ProtocolException if it isn't of that form */
    static PullLine of(String line) throws ProtocolException {
        try {
            PullLine said = JsonMapper.shared().readValue(line, PullLine.class);
            if (said != null) {
                return said;
            }
        } catch (JacksonException e) {
            throw new ProtocolException("a line of its answer can't be read: " + e.getOriginalMessage());
        }
        throw new ProtocolException("a line of its answer says nothing");
    }

    /** Returns why the pull failed, in the engine's or the registry's words; empty if this line doesn't say that it did. */
    Optional<String> failure() {
        return Optional.ofNullable(errorDetail)
                .map(ErrorDetail::message)
                .or(() -> Optional.ofNullable(error))
                .or(() -> Optional.ofNullable(errorDetail).map(_ -> "it doesn't say why"));
    }

    /** Returns what it says, and "" if that is nothing. */
    String words() {
        return Objects.requireNonNullElse(status, "");
    }

    /** Returns how many bytes are done; 0 if it doesn't say. */
    long current() {
        return known(progressDetail == null ? null : progressDetail.current());
    }

    /** Returns of how many bytes; 0 if it doesn't say. */
    long total() {
        return known(progressDetail == null ? null : progressDetail.total());
    }

    private static long known(@Nullable Long bytes) {
        return bytes == null ? 0 : Math.max(0, bytes);
    }
}
