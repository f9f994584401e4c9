package io.rightlink.docker.image;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.delete;
import static com.github.tomakehurst.wiremock.client.WireMock.deleteRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static io.rightlink.docker.engine.RecordedEngine.API;
import static io.rightlink.docker.engine.RecordedEngine.idOf;
import static io.rightlink.docker.engine.RecordedEngine.tree;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.docker.container.Tables;
import io.rightlink.docker.engine.RecordedEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

/** What a real engine can't be made to say of a pull or a removal. */
class EngineImagesTest {

    private static final String BUSYBOX = "sha256:810d820859b0ab5a1623603a4123b68ff823c49edd8a4f36902b24580aff0be5";
    private static final String APP = "sha256:c8114195c579c5e29b1ad4def838df54b788e660638a49245248452c80ac224d";
    private static final ImageRef APP_1 = new ImageRef("app:1");
    private static final String DONE = "{\"status\":\"Status: Image is up to date for app:1\"}\n";

    @RegisterExtension
    final RecordedEngine recorded = new RecordedEngine();

    @RegisterExtension
    final Tables tables = new Tables();

    @BeforeEach
    void knowItsImages() {
        means("app:1", APP);
        means("app:latest", APP);
        means("rightlink-testbed/busybox", BUSYBOX);
        means("rightlink-testbed/busybox:latest", BUSYBOX);
    }

    @Test
    void showsTheImageThatWasPulled() {
        says(aResponse().withBody("{\"status\":\"Pulling from app\",\"id\":\"1\"}\r\n\r\n" + DONE));
        Job job = images().pull(APP_1);
        assertThat(job.kind()).isEqualTo("image-pull");
        assertThat(job.summary()).isEqualTo("Pull image 'app:1'");
        assertThat(requireNonNull(job.result()).get("id").asString()).isEqualTo(APP);
        assertThat(job.result().get("tags").get(0).asString()).isEqualTo("app:1");
        recorded.server()
                .verify(
                        1,
                        postRequestedFor(urlEqualTo(API + "/images/create?fromImage=app&tag=1"))
                                .withoutHeader("X-Registry-Auth"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{\"status\":\"Pulling from app\",\"id\":\"1\"}\n", "{\"status\":\"Digest: x\"}\n"})
    void doesNotTakeAnAnswerThatEndsEarlyForAPull(String told) {
        says(aResponse().withBody(told));
        assertThat(failureOf(images().pull(APP_1))).endsWith("it stopped telling of the pull before that was done");
    }

    @Test
    void doesNotTakeAConnectionThatIsCutForAPull() {
        says(aResponse().withBody(DONE).withFault(Fault.RANDOM_DATA_THEN_CLOSE));
        assertThat(failureOf(images().pull(APP_1))).startsWith("Cannot ask Docker at tcp://");
        says(aResponse().withFault(Fault.CONNECTION_RESET_BY_PEER));
        assertThat(failureOf(images().pull(APP_1))).startsWith("Cannot ask Docker at tcp://");
        says(aResponse().withBody(DONE + DONE).withHeader("Content-Length", "1000"));
        assertThat(failureOf(images().pull(APP_1))).startsWith("Cannot ask Docker at tcp://");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\":", "null", "[]", "<html>"})
    void doesNotReadOnAfterALineThatItDoesNotUnderstand(String line) {
        says(aResponse().withBody(line + "\n" + DONE));
        assertThat(failureOf(images().pull(APP_1))).contains("a line of its answer ");
    }

    @Test
    void doesNotBelieveThatItIsPulledBeforeItIsThere() {
        says(aResponse().withBody(DONE));
        recorded.says(API + "/images/app:1/json", 404, "{\"message\":\"no such image: app:1\"}");
        assertThat(failureOf(images().pull(APP_1))).isEqualTo("no such image: app:1");
        means("app:1", "sha256:" + "0".repeat(64));
        assertThat(failureOf(images().pull(APP_1)))
                .isEqualTo("Docker says that it has pulled 'app:1', and doesn't list it");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "toomanyrequests: slow down|pull-failed",
                "write /var/lib/docker/tmp/x: no space left on device|pull-failed",
                "manifest unknown: manifest unknown|image-not-in-registry",
                "pull access denied for app, repository does not exist or may require 'docker login'|registry-denied",
                "unauthorized: authentication required|registry-denied"
            })
    void failsInTheWordsOfAnErrorInTheMidstOfTheAnswer(String words, String type) {
        says(aResponse()
                .withBody("{\"status\":\"Pulling from app\",\"id\":\"1\"}\n{\"errorDetail\":{\"message\":\"" + words
                        + "\"},\"error\":\"" + words + "\"}\n" + DONE));
        Job job = images().pull(APP_1);
        assertThat(failureOf(job)).isEqualTo("Cannot pull 'app:1': " + words);
        assertThat(requireNonNull(job.problem()).get("type").asString()).endsWith(":" + type);
    }

    @ParameterizedTest
    @CsvSource({"404,image-not-in-registry", "500,image-not-in-registry", "400,image-not-in-registry"})
    void failsInTheSameWordsOfAnErrorInsteadOfAnAnswer(int status, String type) {
        says(jsonResponse("{\"message\":\"manifest unknown: manifest unknown\"}", status));
        Job job = images().pull(APP_1);
        assertThat(failureOf(job)).isEqualTo("Cannot pull 'app:1': manifest unknown: manifest unknown");
        assertThat(requireNonNull(job.problem()).get("type").asString()).endsWith(":" + type);
    }

    @Test
    void failsWhenTheEngineSaysNothingForLong() {
        says(aResponse()
                .withBody("{\"status\":\"Pulling from app\",\"id\":\"1\"}\n" + " ".repeat(600) + "\n" + DONE)
                .withChunkedDribbleDelay(60, 60_000));
        assertThat(failureOf(images(Duration.ofSeconds(2)).pull(APP_1)))
                .isEqualTo("Cannot pull 'app:1': Docker said nothing for 2 s; the last was: Asking the registry");
    }

    @Test
    void failsWhenTheEngineDoesNotEvenBeginToAnswer() {
        says(aResponse().withFixedDelay(60_000));
        assertThat(failureOf(images(Duration.ofSeconds(1)).pull(APP_1))).endsWith("no answer within 1 s");
    }

    @Test
    void doesNotFailAsLongAsTheEngineSaysSomething() {
        says(aResponse()
                .withBody("{\"status\":\"Waiting\",\"id\":\"1\"}\n".repeat(30) + DONE)
                .withChunkedDribbleDelay(30, 4_000));
        assertThat(images(Duration.ofSeconds(1)).pull(APP_1).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void sendsTheRegistrysCredentials(@TempDir Path directory) throws IOException {
        Path file = Files.writeString(
                directory.resolve("config.json"), "{\"auths\":{\"reg:5000\":{\"auth\":\"cm9ib3Q6c2VjcmV0\"}}}");
        says(aResponse().withBody(DONE));
        new TestImages(recorded.engine(), tables)
                .with(new ImageSettings(Duration.ofSeconds(5), file))
                .followed()
                .pull(new ImageRef("reg:5000/app:1"));
        recorded.server()
                .verify(
                        1,
                        postRequestedFor(urlEqualTo(API + "/images/create?fromImage=reg%3A5000%2Fapp&tag=1"))
                                .withHeader("X-Registry-Auth", matching("e[\\w-]+=*")));
    }

    @Test
    void tellsWhatWasRemoved() {
        removes(
                "app:1",
                false,
                jsonResponse("[{\"Untagged\":\"app:1\"},{\"Deleted\":\"sha256:1\"},{\"Deleted\":\"sha256:2\"}]", 200));
        Job job = images().remove(APP_1, false);
        assertThat(job.kind()).isEqualTo("image-remove");
        assertThat(job.summary()).isEqualTo("Remove image 'app:1'");
        assertThat(requireNonNull(job.result()).toString())
                .isEqualTo("{\"untagged\":[\"app:1\"],\"deleted\":[\"sha256:1\",\"sha256:2\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "[{\"Untagged\":[]}]", "[{\"Untagged\":\"app:1\"}"})
    void doesNotTakeWhatItCannotReadForARemoval(String answer) {
        removes("app:1", false, aResponse().withBody(answer));
        assertThat(failureOf(images().remove(APP_1, false))).contains("what it says of the removal can't be read");
    }

    @Test
    void beginsNoJobForAnImageThatIsNotThere() {
        recorded.says(API + "/images/nosuch:latest/json", 404, "{\"message\":\"no such image: nosuch:latest\"}");
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> images().remove(new ImageRef("nosuch"), false))
                .withMessage("no such image: nosuch:latest");
    }

    @Test
    void tellsWhenTheBeginningOfAnIdFitsSeveral() {
        recorded.says(API + "/images/8/json", 404, "{\"message\":\"no such image: 8\"}");
        assertThatExceptionOfType(NotFoundException.class).isThrownBy(() -> images().remove(new ImageRef("8"), false));
        recorded.says(
                API + "/images/json", 200, "[{\"Id\":\"sha256:81\"},{\"Id\":\"sha256:82\"},{\"Id\":\"sha256:18\"}]");
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> images().remove(new ImageRef("8"), false))
                .withMessage("The ids of 2 images begin with '8'");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rightlink-testbed/busybox",
                "rightlink-testbed/busybox:latest",
                "other:tag",
                "rightlink-testbed/busybox@" + BUSYBOX,
                "810d820859b0",
                BUSYBOX
            })
    void sparesItsOwnImageUnderAllItsNames(String name) {
        means("other:tag", BUSYBOX);
        means("rightlink-testbed/busybox@" + BUSYBOX, BUSYBOX);
        means("810d820859b0", BUSYBOX);
        means(BUSYBOX, BUSYBOX);
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> runningIn(idOf("web")).remove(new ImageRef(name), false))
                .withMessage("Cannot remove image '" + name
                        + "': the agent's own container runs from it; force=true does it all the same");
        recorded.server().verify(0, deleteRequestedFor(anyUrl()));
    }

    /** The recorded container was made from app:1 before that became another image. */
    @ParameterizedTest
    @ValueSource(strings = {"app:1", "app:latest"})
    void sparesTheImageThatItWillRunFromNextTime(String name) {
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> runningIn(idOf("oldapp")).remove(new ImageRef(name), false))
                .withMessageContaining("it is what 'app:1' means now, from which the agent's container is made");
    }

    @Test
    void removesAnotherImageThanItsOwn() {
        removes("app:1", false, jsonResponse("[]", 200));
        assertThat(runningIn(idOf("web")).remove(APP_1, false).state()).isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void removesItsOwnImageWhenForced() {
        removes("rightlink-testbed/busybox:latest", true, jsonResponse("[]", 200));
        assertThat(runningIn(idOf("web"))
                        .remove(new ImageRef("rightlink-testbed/busybox"), true)
                        .state())
                .isEqualTo(JobState.SUCCEEDED);
    }

    @Test
    void sparesEveryImageWhileItCannotTellItsOwn() {
        List<Images> unsure = List.of(
                runningIn("f".repeat(64)),
                new TestImages(recorded.engine(), tables).runningSomewhere().followed());
        for (Images images : unsure) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> images.remove(APP_1, false))
                    .withMessageContaining("it may be the agent's");
        }
        ObjectNode imageless = (ObjectNode) tree("container-web.json");
        imageless.remove("Image");
        recorded.says(API + "/containers/" + idOf("web") + "/json", 200, imageless.toString());
        assertThatExceptionOfType(ConflictException.class)
                .isThrownBy(() -> runningIn(idOf("web")).remove(APP_1, false))
                .withMessageContaining("it may be the agent's");
        recorded.says(API + "/containers/" + idOf("web") + "/json", 500, "{\"message\":\"layer not known\"}");
        assertThatExceptionOfType(UnavailableException.class)
                .isThrownBy(() -> runningIn(idOf("web")).remove(APP_1, false));
        recorded.server().verify(0, deleteRequestedFor(anyUrl()));
    }

    /** docker-java sends a slash as %2F, which the engine takes as well. */
    private void means(String reference, String id) {
        recorded.says(API + "/images/" + reference.replace("/", "%2F") + "/json", 200, "{\"Id\":\"" + id + "\"}");
    }

    private void says(ResponseDefinitionBuilder answer) {
        recorded.server()
                .stubFor(post(urlPathEqualTo(API + "/images/create"))
                        .withHeader("Connection", equalTo("close"))
                        .atPriority(5)
                        .willReturn(answer));
    }

    private void removes(String image, boolean force, ResponseDefinitionBuilder answer) {
        recorded.server()
                .stubFor(delete(urlEqualTo(API + "/images/" + image + "?force=" + force))
                        .atPriority(5)
                        .willReturn(answer));
    }

    private static String failureOf(Job job) {
        assertThat(job.state()).isEqualTo(JobState.FAILED);
        return requireNonNull(job.problem()).get("detail").asString();
    }

    private Images images() {
        return images(Duration.ofSeconds(30));
    }

    private Images images(Duration patience) {
        return new TestImages(recorded.engine(), tables)
                .with(new ImageSettings(patience, null))
                .followed();
    }

    private Images runningIn(String container) {
        return new TestImages(recorded.engine(), tables).runningIn(container).followed();
    }
}
