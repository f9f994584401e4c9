package io.rightlink.core.problem;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import jakarta.servlet.RequestDispatcher;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

@WebMvcTest
class ProblemErrorControllerTest {

    @Autowired
    MockMvcTester api;

    @ParameterizedTest
    @CsvSource({
        "400, bad-request",
        "413, content-too-large",
        "431, request-header-fields-too-large",
        "500, internal-server-error",
        "599, status-599"
    })
    void makesAProblemOfWhatTheContainerRefuses(int status, String type) {
        MvcTestResult answer = api.get()
                .uri("/error")
                .accept(MediaType.TEXT_HTML)
                .requestAttr(RequestDispatcher.ERROR_STATUS_CODE, status)
                .requestAttr(RequestDispatcher.ERROR_REQUEST_URI, "/v1/runs/one")
                .requestAttr(RequestDispatcher.ERROR_EXCEPTION, new IllegalStateException("the secret is 42"))
                .exchange();

        assertThat(answer).hasStatus(status).hasContentType(MediaType.APPLICATION_PROBLEM_JSON);
        assertThat(answer).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:" + type);
        assertThat(answer).bodyJson().extractingPath("$.instance").isEqualTo("/v1/runs/one");
        assertThat(answer).bodyJson().extractingPath("$.detail").asString().isNotBlank();
        assertThat(answer).bodyText().doesNotContain("secret");
    }

    @Test
    void isNotFoundByThoseWhoAskForIt() {
        assertThat(api.get().uri("/error")).hasStatus(404);
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {}
}
