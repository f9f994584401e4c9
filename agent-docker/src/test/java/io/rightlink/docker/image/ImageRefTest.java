package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.rightlink.core.problem.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageRefTest {

    private static final String DIGEST = "sha256:810d820859b0ab5a1623603a4123b68ff823c49edd8a4f36902b24580aff0be5";

    @ParameterizedTest
    @CsvSource({
        "nginx, nginx, latest, ''",
        "nginx:1.27, nginx, 1.27, ''",
        "library/nginx, library/nginx, latest, ''",
        "localhost/nginx, localhost/nginx, latest, localhost",
        "reg:5000/a/b:1, reg:5000/a/b, 1, reg:5000",
        "reg:5000/a/b, reg:5000/a/b, latest, reg:5000",
        "Reg/a, Reg/a, latest, Reg",
        "127.0.0.1:5000/a__b/c-d.e, 127.0.0.1:5000/a__b/c-d.e, latest, 127.0.0.1:5000",
        "docker.io/library/nginx:_x, docker.io/library/nginx, _x, ''",
        "nginx@" + DIGEST + ", nginx, " + DIGEST + ", ''",
        "reg:5000/a:1@" + DIGEST + ", reg:5000/a, " + DIGEST + ", reg:5000"
    })
    void readsWhatDockerPullTakes(String value, String name, String version, String registry) {
        ImageRef ref = new ImageRef(value);
        assertThat(ref.name()).isEqualTo(name);
        assertThat(ref.version()).isEqualTo(version);
        assertThat(ref.registry().orElse("")).isEqualTo(registry);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "\"\", '' in its name must be",
                "/nginx, '' in its name must be",
                "a//b, '' in its name must be",
                "nginx/, '' in its name must be",
                "Nginx, 'Nginx' in its name must be lower-case",
                "a/../b, '..' in its name must be",
                "a___b, 'a___b' in its name must be",
                "nginx:, its tag '' must be",
                "nginx:-1, its tag '-1' must be",
                "nginx:a b, its tag 'a b' must be",
                "nginx@sha256:12, its digest 'sha256:12' must be",
                "nginx@" + DIGEST + "@" + DIGEST + ", its digest",
                "reg:5000x/a, its registry 'reg:5000x' must be",
                "-reg.io/a, its registry '-reg.io' must be",
                "a?x=1, 'a?x=1' in its name must be",
                "a&tag=b, 'a&tag=b' in its name must be",
                "\"nginx\n\", in its name must be"
            })
    void saysWhatIsWrong(String value, String what) {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new ImageRef(value))
                .withMessageContaining("names no image: ")
                .withMessageContaining(what);
    }

    @Test
    void refusesWhatIsTooLongWithoutReadingItAll() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new ImageRef("a-".repeat(1_000_000)))
                .withMessageContaining("it is too long");
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new ImageRef("a".repeat(256)))
                .withMessageContaining("longer than 255");
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new ImageRef("a:" + "1".repeat(129)))
                .withMessageContaining("its tag");
    }

    @Test
    void saysThatARegistryKnowsNoIds() {
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new ImageRef(DIGEST.substring(7)).requireName())
                .withMessageContaining("it is an id");
        assertThatExceptionOfType(InvalidException.class)
                .isThrownBy(() -> new ImageRef(DIGEST).requireName())
                .withMessageContaining("it is an id");
        assertThat(new ImageRef("cafe").requireName().name()).isEqualTo("cafe");
    }

    @ParameterizedTest
    @ValueSource(strings = {"8", "810d820859b0", "sha256:810d", DIGEST})
    void asksForAnIdAsItIs(String value) {
        assertThat(new ImageRef(value).asked()).isEqualTo(value);
        assertThat(new ImageRef(value).beginningOfId()).contains(value.replace("sha256:", ""));
    }

    @ParameterizedTest
    @CsvSource({"nginx,nginx:latest", "cafe:1,cafe:1", "a:1@" + DIGEST + ",a@" + DIGEST})
    void asksForANameInFull(String value, String asked) {
        assertThat(new ImageRef(value).asked()).isEqualTo(asked);
        assertThat(new ImageRef(value).beginningOfId()).isEmpty();
    }
}
