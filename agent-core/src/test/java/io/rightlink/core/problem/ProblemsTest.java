package io.rightlink.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

class ProblemsTest {

    @ParameterizedTest
    @CsvSource({
        "/v1/runs/a%2fb, /v1/runs/a%2fb",
        "//, /",
        "//:80/v1, /:80/v1",
        "//host/v1, /host/v1",
        "/v1/runs;a=%z?, /v1/runs;a=%25z?",
        "/v1/runs;%, /v1/runs;%25"
    })
    void areAtThePathThatWasAskedForWhateverItIs(String path, String instance) {
        assertThat(Problems.instance(path)).hasToString(instance);
    }

    @Test
    void doNotRepeatAtLengthWhatWasSent() {
        String detail = Problems.problem(
                        HttpStatus.BAD_REQUEST, "invalid", "x".repeat(1_999) + "\ud83d\udca9".repeat(9))
                .getDetail();

        assertThat(Objects.requireNonNull(detail)).isEqualTo("x".repeat(1_999) + "…");
    }
}
