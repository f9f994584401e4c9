package io.rightlink.docker.image;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.github.dockerjava.transport.DockerHttpClient.Request.Method;
import com.github.dockerjava.transport.DockerHttpClient.Response;
import io.rightlink.docker.engine.Engine;
import java.io.IOException;
import java.net.ProtocolException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/**
 * What a removal came to.
 *
 * @param untagged the references that mean the image no more, {@code nginx:1.27}, {@code nginx@sha256:…}
 * @param deleted the ids of the image and of its layers that nothing else needs; none if it has other names
 * @see <a href="https://docs.docker.com/reference/api/engine/version/v1.44/#tag/Image/operation/ImageDelete">ImageDelete</a>
 */
record Removal(List<String> untagged, List<String> deleted) {

    /** A step as the engine tells it: {@code {"Untagged":"nginx:1.27"}} or {@code {"Deleted":"sha256:…"}}. */
    private record Step(
            @JsonProperty("Untagged") @Nullable String untagged,
            @JsonProperty("Deleted") @Nullable String deleted) {}

    /** Has the engine remove an image, and waits for it; docker-java's own command drops what it answers. */
    static Removal by(Engine engine, String image, boolean force, Duration patience) {
        try (Response response =
                engine.stream(patience, Method.DELETE, "/images/" + image + "?force=" + force, Map.of())) {
            return of(steps(response));
        } catch (IOException e) {
            throw engine.problemOf(e);
        }
    }

    private static List<Step> steps(Response response) throws IOException {
        try {
            return JsonMapper.shared().readValue(response.getBody(), new TypeReference<>() {});
        } catch (JacksonException e) {
            throw new ProtocolException("what it says of the removal can't be read: " + e.getOriginalMessage());
        }
    }

    private static Removal of(List<Step> steps) {
        return new Removal(all(steps, Step::untagged), all(steps, Step::deleted));
    }

    private static List<String> all(List<Step> steps, Function<Step, @Nullable String> what) {
        return steps.stream()
                .flatMap(step -> Optional.ofNullable(what.apply(step)).stream())
                .toList();
    }
}
