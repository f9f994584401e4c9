package io.rightlink.docker.placement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageReferenceTest {

    private static final String DIGEST = "sha256:9c14d8430c2aaade3f17a5ad06e6f303c7599c5f4d1a171dbbdbbb209bed3785";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "busybox",
                "busybox:1.36",
                "rightlink-testbed/busybox:latest",
                "registry.example.com:5000/team/some_tools__x.y:V1-a",
                "localhost/x",
                "[::1]:5000/x:1",
                "busybox@" + DIGEST,
                "busybox:1@" + DIGEST,
                DIGEST,
                "9c14d8430c2a"
            })
    void acceptsWhatDockerReads(String text) {
        assertThat(new ImageReference(text).value()).isEqualTo(text);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "Busybox",
                "busybox:",
                ":1",
                "a//b",
                "-a",
                "a b",
                "busybox@sha256:1",
                "a\nb",
                "../x",
                "a:b:c"
            })
    void refusesWhatItDoesNot(String text) {
        assertThatThrownBy(() -> new ImageReference(text)).isInstanceOf(InvalidException.class);
    }
}
