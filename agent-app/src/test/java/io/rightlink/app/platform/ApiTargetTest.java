package io.rightlink.app.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiTargetTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api",
                "/api/",
                "/api/clouds/1/instances/ABC",
                "/api/clouds/",
                "/api/x/...",
                "/api/x/.y/..z/a..b",
                "/api/a%20b%2Bc/%C3%A4",
                "/api/100%25",
                "/api/tags/a:b=c@d,e(f)*!~'"
            })
    void isTakenAsItIsWritten(String path) {
        assertThat(new ApiTarget(path, null).text()).isEqualTo(path);
        assertThat(new ApiTarget(path, "a[]=/api/x&a[]=%zz&b=../..").text())
                .isEqualTo(path + "?a[]=/api/x&a[]=%zz&b=../..");
    }

    @Test
    void keepsAQueryThatIsEmpty() {
        assertThat(new ApiTarget("/api/x", "").text()).isEqualTo("/api/x?");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/apix",
                "/v1/api",
                "//api/x",
                "/%61pi/x",
                "/api/../x",
                "/api/..",
                "/api/.",
                "/api/./x",
                "/api//x",
                "/api/x//",
                "/api/%2e%2e/x",
                "/api/.%2E/x",
                "/api/%2E/x",
                "/api/x%2f..%2f..%2fy",
                "/api/%2fx",
                "/api/%5c..%5cx",
                "/api/x%5Cy",
                "/api/%252e%252e/x",
                "/api/%25252e%25252e/x",
                "/api/%252525252e/x",
                "/api/..;x=y/x",
                "/api/..%3Bx/y",
                "/api/x%00",
                "/api/x%0d%0aHost:%20y",
                "/api/x%250d",
                "/api/%7F"
            })
    void isNeverOutsideOfTheApi(String path) {
        assertThatThrownBy(() -> new ApiTarget(path, null)).isInstanceOf(InvalidException.class);
    }
}
