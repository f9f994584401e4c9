package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.Golden;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.webmvc.test.autoconfigure.WebMvcTest;
import org.springframework.context.annotation.Bean;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;
import tools.jackson.databind.json.JsonMapper;

@WebMvcTest
class ImageControllerTest {

    private static final Instant NOW = Instant.parse("2026-11-22T12:51:40Z");

    @Autowired
    private MockMvcTester api;

    @Autowired
    private OneAnswer images;

    @Test
    void listsImages() throws IOException {
        images.answer = Optional.of(Listing.complete(
                NOW,
                List.of(
                        new Image(
                                "sha256:810d820859b0ab5a1623603a4123b68ff823c49edd8a4f36902b24580aff0be5",
                                List.of("nginx:1.27", "nginx:latest"),
                                List.of(
                                        "nginx@sha256:09369da6b10306312cd908661320086bf87fbae1b6b0c49a1f50ba531fef2eab"),
                                72_100_000,
                                Optional.of(NOW.minusSeconds(60)),
                                3),
                        new Image(
                                "sha256:994bd8ee7467308b440d267263afcc9719658676b42ea43437ab8494ce111be6",
                                List.of(),
                                List.of(),
                                0,
                                Optional.empty(),
                                0))));
        assertThat(api.get().uri("/v1/images")).hasStatusOk().satisfies(result -> golden("list", result));
    }

    @Test
    void saysWhyItCannotTell() throws IOException {
        images.answer = Optional.empty();
        assertThat(api.get().uri("/v1/images"))
                .hasStatus(503)
                .hasHeader("Retry-After", "5")
                .satisfies(result -> golden("unavailable", result));
    }

    private static void golden(String name, MvcTestResult result) throws IOException {
        JsonMapper json = JsonMapper.shared();
        Golden.assertMatches(
                Path.of("src/test/resources/golden/images", name + ".json"),
                json.writerWithDefaultPrettyPrinter()
                                .writeValueAsString(
                                        json.readTree(result.getResponse().getContentAsString()))
                        + "\n");
    }

    /** Answers what it is given, or that there is no engine. */
    static final class OneAnswer implements Images {

        private Optional<Listing<Image>> answer = Optional.empty();

        @Override
        public Listing<Image> list() {
            return answer.orElseThrow(() -> new UnavailableException(
                    "docker-unavailable", "Cannot ask Docker: there is no socket /var/run/docker.sock"));
        }
    }

    @SpringBootConfiguration
    @ImportAutoConfiguration({CoreAutoConfiguration.class, ProblemAutoConfiguration.class})
    static class Slice {

        @Bean
        OneAnswer images() {
            return new OneAnswer();
        }

        @Bean
        ImageController imageController(Images images) {
            return new ImageController(images);
        }
    }
}
