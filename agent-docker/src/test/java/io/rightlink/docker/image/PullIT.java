package io.rightlink.docker.image;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.docker.container.Tables;
import io.rightlink.docker.engine.Engines;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Pulls and removals by a real engine, from real registries. */
class PullIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @RegisterExtension
    final Tables tables = new Tables();

    @RegisterExtension
    final RealJobs real = new RealJobs();

    @BeforeAll
    static void startRegistries() throws Exception {
        host.load(TestbedHost.BUSYBOX);
        host.sh(Files.readString(Path.of("src/test/resources/engines/registry.sh")));
    }

    @AfterEach
    void removeAllButBusybox() throws Exception {
        host.sh("docker ps -aq | xargs --no-run-if-empty docker rm -f");
        host.sh("docker images -q --no-trunc | sort -u | grep -v \"$(docker inspect -f '{{.Id}}' " + TestbedHost.BUSYBOX
                + ")\" | xargs --no-run-if-empty docker rmi -f");
        assertThat(host.sh("docker images -q").lines()).hasSize(1);
    }

    @Test
    void pullsAnImageAndShowsIt() throws Exception {
        Images images = images();
        JsonNode pulled = succeeded(images.pull(ref("127.0.0.1:5000/app:2")));
        assertThat(pulled.get("tags").get(0).asString()).isEqualTo("127.0.0.1:5000/app:2");
        assertThat(pulled.get("id").asString()).isEqualTo(idOf("127.0.0.1:5000/app:2"));
        assertThat(pulled.get("digests").get(0).asString()).startsWith("127.0.0.1:5000/app@sha256:");
        assertThat(images.list().items())
                .extracting(Image::id)
                .contains(pulled.get("id").asString());
    }

    @Test
    void pullsTheLatestAndNothingElseWhereNoTagIsGiven() throws Exception {
        JsonNode pulled = succeeded(images().pull(ref("127.0.0.1:5000/app")));
        assertThat(pulled.get("tags")).hasSize(1);
        assertThat(host.sh("docker images --format '{{.Repository}}:{{.Tag}}' 127.0.0.1:5000/app"))
                .isEqualTo("127.0.0.1:5000/app:latest\n");
    }

    @Test
    void pullsByDigestWhateverTheTagSays() throws Exception {
        String digest = succeeded(images().pull(ref("127.0.0.1:5000/app:1")))
                .get("digests")
                .get(0)
                .asString();
        removeAllButBusybox();
        for (String name : List.of(digest, digest.replace("@", ":2@"))) {
            JsonNode pulled = succeeded(images().pull(ref(name)));
            assertThat(pulled.get("tags")).isEmpty();
            assertThat(pulled.get("digests").get(0).asString()).isEqualTo(digest);
        }
    }

    @Test
    void pullsWhatIsThereAlready() throws Exception {
        Images images = images();
        assertThat(succeeded(images.pull(ref("127.0.0.1:5000/app:1"))))
                .isEqualTo(succeeded(images.pull(ref("127.0.0.1:5000/app:1"))));
    }

    @Test
    void saysHowFarItIs() throws Exception {
        Job job = images().pull(ref("127.0.0.1:5002/team/big:1"));
        List<String> told = new ArrayList<>();
        while (!jobs().await(job.id(), Duration.ofMillis(100)).state().ended()) {
            told.add(String.valueOf(jobs().get(job.id()).progress()));
        }
        succeeded(job);
        assertThat(told).anyMatch(words -> words.matches("Downloading [123] of 4 layers, \\d+\\.\\d of 32\\.5 MB"));
        assertThat(told.stream().distinct().count()).as("%s", told).isBetween(10L, 4L * told.size() / 10 + 10);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "127.0.0.1:5000/app:nosuch|manifest for 127.0.0.1:5000/app:nosuch not found: manifest unknown: manifest unknown|image-not-in-registry|404",
                "127.0.0.1:5000/nosuch|manifest for 127.0.0.1:5000/nosuch:latest not found: manifest unknown: manifest unknown|image-not-in-registry|404",
                "127.0.0.1:5001/private:1|Head \"http://127.0.0.1:5001/v2/private/manifests/1\": no basic auth credentials|registry-denied|403",
                "127.0.0.1:1/app:1|Get \"http://127.0.0.1:1/v2/\": dial tcp 127.0.0.1:1: connect: connection refused|pull-failed|503"
            })
    void failsInTheRegistrysWords(String name, String words, String type, int status) throws Exception {
        JsonNode problem = failed(images().pull(ref(name)));
        assertThat(problem.get("detail").asString()).isEqualTo("Cannot pull '" + name + "': " + words);
        assertThat(problem.get("type").asString()).isEqualTo("urn:rightlink:problem:" + type);
        assertThat(problem.get("status").asInt()).isEqualTo(status);
    }

    @ParameterizedTest
    @CsvSource({"robot:secret,true", "robot:wrong,false"})
    void logsInWithTheCredentialsOfAFile(String login, boolean right, @TempDir Path directory) throws Exception {
        String auth = Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
        Path file = Files.writeString(
                directory.resolve("config.json"), "{\"auths\":{\"127.0.0.1:5001\":{\"auth\":\"" + auth + "\"}}}");
        Job job = testImages()
                .with(new ImageSettings(Duration.ofSeconds(30), file))
                .followed()
                .pull(ref("127.0.0.1:5001/private:1"));
        if (right) {
            succeeded(job);
        } else {
            assertThat(failed(job).get("detail").asString())
                    .isEqualTo("Cannot pull '127.0.0.1:5001/private:1': unauthorized: authentication required");
        }
    }

    @Test
    void stopsTheEnginesPullWhenTheJobIsCancelled() throws Exception {
        Job job = images().pull(ref("127.0.0.1:5002/team/big:1"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> String.valueOf(jobs().get(job.id()).progress()).contains(", 2."));
        assertThat(connectionsToTheSlowRegistry()).isNotEmpty();
        jobs().cancel(job.id());
        assertThat(jobs().await(job.id(), Duration.ofSeconds(2)).state()).isEqualTo(JobState.CANCELLED);
        await().atMost(Duration.ofSeconds(5))
                .until(() -> connectionsToTheSlowRegistry().isEmpty());
        assertThat(host.sh("docker images -q").lines()).hasSize(1);
    }

    @Test
    void goesOnForTheOtherOfTwoPullsOfAnImage() throws Exception {
        Images images = images();
        Job one = images.pull(ref("127.0.0.1:5002/team/big:1"));
        Job other = images.pull(ref("127.0.0.1:5002/team/big:1"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> String.valueOf(jobs().get(other.id()).progress()).contains(", 2."));
        jobs().cancel(one.id());
        succeeded(other);
        assertThat(jobs().get(one.id()).state()).isEqualTo(JobState.CANCELLED);
    }

    @Test
    void failsWhenTheEngineIsStoppedInTheMidst() throws Exception {
        Job job = images().pull(ref("127.0.0.1:5002/team/big:1"));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> String.valueOf(jobs().get(job.id()).progress()).contains(", 2."));
        host.run("systemctl", "restart", "docker.service");
        assertThat(failed(job).get("type").asString()).matches(".*:(docker-unavailable|pull-failed)");
    }

    @Test
    void untagsAnImageThatHasOtherNames() throws Exception {
        Images images = images();
        succeeded(images.pull(ref("127.0.0.1:5000/app:1")));
        String id = idOf("127.0.0.1:5000/app:1");
        host.run("docker", "tag", id, "mine:1");
        JsonNode removal = succeeded(images.remove(ref("mine:1"), false));
        assertThat(removal.toString()).isEqualTo("{\"untagged\":[\"mine:1\"],\"deleted\":[]}");
        assertThat(tagsOf(images, id)).containsExactly("127.0.0.1:5000/app:1");

        host.run("docker", "tag", id, "mine:1");
        assertThat(failed(images.remove(ref(id), false)).get("detail").asString())
                .startsWith("Docker refused: conflict: unable to delete " + id.substring(7, 19))
                .contains("image is referenced in multiple repositories");
        succeeded(images.remove(ref(id.substring(7, 19)), true));
        assertThat(images.list().items()).extracting(Image::id).doesNotContain(id);
    }

    @ParameterizedTest
    @CsvSource({"name", "id", "short", "digest"})
    void removesAnImageByEachOfItsNames(String which) throws Exception {
        Images images = images();
        JsonNode pulled = succeeded(images.pull(ref("127.0.0.1:5000/app:2")));
        String id = pulled.get("id").asString();
        String name =
                switch (which) {
                    case "name" -> "127.0.0.1:5000/app:2";
                    case "id" -> id;
                    case "short" -> id.substring(7, 19);
                    default -> pulled.get("digests").get(0).asString();
                };
        JsonNode removal = succeeded(images.remove(ref(name), false));
        if (which.equals("digest")) {
            assertThat(tagsOf(images, id)).containsExactly("127.0.0.1:5000/app:2");
        } else {
            assertThat(removal.get("untagged").get(0).asString()).isEqualTo("127.0.0.1:5000/app:2");
            assertThat(removal.get("deleted").get(0).asString()).isEqualTo(id);
            assertThat(images.list().items()).hasSize(1);
        }
    }

    @Test
    void removesADanglingImageAndNoOther() throws Exception {
        Images images = images();
        host.sh("for i in 1 2; do printf 'FROM %s\\nRUN echo '$i' >/new\\n' " + TestbedHost.BUSYBOX
                + " | docker build -q -t dangling -; done");
        String dangling =
                host.sh("docker images -q --no-trunc -f dangling=true").strip();
        assertThat(succeeded(images.remove(ref(dangling), false))
                        .get("deleted")
                        .get(0)
                        .asString())
                .isEqualTo(dangling);
        assertThat(images.list().items())
                .extracting(Image::tags)
                .containsExactlyInAnyOrder(List.of("dangling:latest"), List.of(TestbedHost.BUSYBOX));
    }

    @Test
    void doesNotRemoveWhatAContainerUses() throws Exception {
        Images images = images();
        succeeded(images.pull(ref("127.0.0.1:5000/app:1")));
        host.sh("docker run -d --name user 127.0.0.1:5000/app:1 sleep 100000");
        JsonNode problem = failed(images.remove(ref("127.0.0.1:5000/app:1"), false));
        assertThat(problem.get("status").asInt()).isEqualTo(409);
        assertThat(problem.get("detail").asString())
                .startsWith("Docker refused: conflict: unable to remove repository reference");
        JsonNode forced = failed(images.remove(ref(idOf("127.0.0.1:5000/app:1")), true));
        assertThat(forced.get("detail").asString()).contains("image is being used by running container");
        assertThat(host.sh("docker images -q").lines()).hasSize(2);
    }

    @Test
    void sparesItsOwnImageUnderEachOfItsNames() throws Exception {
        host.sh("docker create --name agent " + TestbedHost.BUSYBOX + "; docker tag " + TestbedHost.BUSYBOX
                + " other:1");
        String agent = host.run("docker", "inspect", "-f", "{{.Id}}", "agent").strip();
        Images images = testImages().runningIn(agent).followed();
        String id = idOf(TestbedHost.BUSYBOX);
        for (String name : List.of(TestbedHost.BUSYBOX, "other:1", id, id.substring(7), id.substring(7, 19))) {
            assertThatExceptionOfType(ConflictException.class)
                    .isThrownBy(() -> images.remove(ref(name), false))
                    .withMessageContaining("the agent's own container runs from it");
        }
        assertThat(succeeded(images.remove(ref("other:1"), true))
                        .get("untagged")
                        .get(0)
                        .asString())
                .isEqualTo("other:1");
    }

    @Test
    void tellsMissingFromAmbiguous() throws Exception {
        host.sh("for i in $(seq 17); do tar -c --files-from /dev/null | docker import -m $i -; done");
        String beginning = host.sh("docker images -q | cut -c1 | sort | uniq -d | head -n 1")
                .strip();
        assertThatExceptionOfType(ConflictException.class).isThrownBy(() -> images().remove(ref(beginning), false));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> images().remove(ref("f".repeat(60)), false));
        assertThatExceptionOfType(NotFoundException.class)
                .isThrownBy(() -> images().remove(ref("nosuch/image"), false))
                .withMessageContaining("nosuch/image:latest");
    }

    private static List<String> connectionsToTheSlowRegistry() throws IOException, InterruptedException {
        return host.sh("ss --no-header --tcp state established '( dport = :5002 )'")
                .lines()
                .toList();
    }

    private static List<String> tagsOf(Images images, String id) {
        return images.list().items().stream()
                .filter(image -> image.id().equals(id))
                .findFirst()
                .map(Image::tags)
                .orElse(List.of());
    }

    private JsonNode succeeded(Job started) throws InterruptedException {
        Job job = jobs().await(started.id(), Duration.ofSeconds(60));
        assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
        return requireNonNull(job.result());
    }

    private JsonNode failed(Job started) throws InterruptedException {
        Job job = jobs().await(started.id(), Duration.ofSeconds(60));
        assertThat(job.state()).as("%s", job.result()).isEqualTo(JobState.FAILED);
        return requireNonNull(job.problem());
    }

    private static String idOf(String name) throws IOException, InterruptedException {
        return host.run("docker", "inspect", "-f", "{{.Id}}", name).strip();
    }

    private static ImageRef ref(String value) {
        return new ImageRef(value);
    }

    private Jobs jobs() {
        return real.jobs();
    }

    private Images images() {
        return testImages().followed();
    }

    private TestImages testImages() {
        return new TestImages(Engines.at(host.dockerSocket()), tables).with(jobs());
    }
}
