package io.rightlink.docker.image;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * An image as the engine has it.
 *
 * @param id {@code sha256:…}
 * @param tags the references that mean it now, {@code nginx:1.27}; none for a dangling image
 * @param digests the references that always mean it, {@code nginx@sha256:…}; none unless it was pulled or pushed
 * @param createdAt when it was built; empty if its builder didn't say
 * @param containers how many containers are made from it, in whatever state
 */
public record Image(
        String id,
        List<String> tags,
        List<String> digests,
        long sizeBytes,
        Optional<Instant> createdAt,
        int containers) {

    Image withContainers(long count) {
        return new Image(id, tags, digests, sizeBytes, createdAt, Math.toIntExact(count));
    }
}
