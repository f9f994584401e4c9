package io.rightlink.docker.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobOutcome;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.ProblemAutoConfiguration;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.testing.Golden;
import io.rightlink.core.testing.ImmediateJobs;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    private static final Image DANGLING = new Image(
            "sha256:994bd8ee7467308b440d267263afcc9719658676b42ea43437ab8494ce111be6",
            List.of(),
            List.of(),
            0,
            Optional.empty(),
            0);

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
                        DANGLING)));
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

    @Test
    void acceptsAPullAsAJob() throws IOException {
        images.answer = Optional.empty();
        assertThat(api.post().uri("/v1/images/pull?ref=reg:5000/a/b:1"))
                .hasStatus(202)
                .hasHeader("Location", "/v1/jobs/job-1")
                .satisfies(result -> golden("pull", result));
    }

    @ParameterizedTest
    @CsvSource({"/v1/images/pull?ref=a//b,invalid-ref", "/v1/images/pull,no-ref"})
    void saysWhatIsWrongWithAReference(String uri, String name) throws IOException {
        assertThat(api.post().uri(uri)).hasStatus(400).satisfies(result -> golden(name, result));
    }

    @Test
    void acceptsARemovalAsAJob() throws IOException {
        assertThat(api.delete().uri("/v1/images/reg:5000/a/b:1?force=true"))
                .hasStatus(202)
                .hasHeader("Location", "/v1/jobs/job-1")
                .satisfies(result -> golden("remove", result));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nginx",
                "nginx:1.27",
                "reg:5000/a/b:1",
                "810d820859b0",
                "sha256:810d820859b0ab5a1623603a4123b68ff823c49edd8a4f36902b24580aff0be5",
                "reg/a@sha256:810d820859b0ab5a1623603a4123b68ff823c49edd8a4f36902b24580aff0be5"
            })
    void takesAnImageByAnyOfItsNames(String image) {
        assertThat(api.delete().uri("/v1/images/" + image + "?force=true"))
                .hasStatus(202)
                .bodyJson()
                .extractingPath("$.summary")
                .isEqualTo("Remove image '" + image + "'");
    }

    @Test
    void doesNotForceUnlessItIsTold() {
        assertThat(api.delete().uri("/v1/images/nginx"))
                .hasStatus(409)
                .bodyJson()
                .extractingPath("$.type")
                .isEqualTo("urn:rightlink:problem:own-image");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/images", "/v1/images/", "/v1/images/a/", "/v1/images/Nginx"})
    void refusesWhatNamesNoImage(String uri) {
        assertThat(api.delete().uri(uri + "?force=true")).hasStatus(400);
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

        @Override
        public Job pull(ImageRef image) {
            return new ImmediateJobs()
                    .start("image-pull", "Pull image '" + image + "'", _ -> JobOutcome.succeeded(DANGLING));
        }

        @Override
        public Job remove(ImageRef image, boolean force) {
            if (!force) {
                throw new ConflictException("own-image", "Cannot remove image '" + image + "'");
            }
            return new ImmediateJobs()
                    .start(
                            "image-remove",
                            "Remove image '" + image + "'",
                            _ -> JobOutcome.succeeded(new Removal(List.of("reg:5000/a/b:1"), List.of(DANGLING.id()))));
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
