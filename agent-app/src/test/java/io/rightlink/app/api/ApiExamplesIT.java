package io.rightlink.app.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.api.Examples.Example;
import io.rightlink.core.testing.TestbedHost;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** What the description has as examples about units, containers and images, sent as it stands there to the agent of a real host. */
@Timeout(240)
class ApiExamplesIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    @TempDir
    Path home;

    @Test
    void areAnsweredAsTheDescriptionSays() throws Exception {
        if (host.sh("docker images -q rightlink-testbed/busybox").isEmpty()) {
            host.load(TestbedHost.BUSYBOX);
        }
        host.sh("docker tag rightlink-testbed/busybox nginx:1.27; docker run -d --name web nginx:1.27 sleep 1000");
        host.sh("printf '[Service]\\nExecStart=/bin/sleep infinity\\n' > /etc/systemd/system/nginx.service;"
                + " systemctl daemon-reload; systemctl start nginx.service");
        Examples examples = new Examples();
        try (RunningAgent agent = new RunningAgent(
                home,
                "--rightlink.docker.host=unix://" + host.dockerSocket(),
                "--rightlink.systemd.bus-socket=" + host.systemBus())) {
            Awaitility.await()
                    .until(() -> agent.get("/v1/containers").at("/items").size() > 0);
            Answers answers = new Answers(examples, agent);
            int jobs = 0;
            for (Example one : examples.operations()) {
                Optional<String> status = one.status();
                if (isOfTheHost(one) && status.isPresent()) {
                    HttpResponse<InputStream> answer = answers.check(one, Set.of(status.orElseThrow()));
                    jobs += answer.statusCode() == 202 ? checkJob(examples, answers, answer) : 0;
                }
            }
            assertThat(jobs).isGreaterThan(2);
        }
    }

    private static boolean isOfTheHost(Example one) {
        return one.path().matches("/v1/(units|containers|images|tags)(/.*)?");
    }

    /** Waits for a job where the answer says that it can be followed. */
    private static int checkJob(Examples examples, Answers answers, HttpResponse<InputStream> accepted)
            throws Exception {
        URI job =
                accepted.uri().resolve(accepted.headers().firstValue("Location").orElseThrow() + "?wait=30s");
        Example asked = examples.operations().stream()
                .filter(one -> one.toString().equals("GET /v1/jobs/{id}"))
                .findFirst()
                .orElseThrow();
        answers.check(asked, HttpRequest.newBuilder(job), Set.of("200"));
        return 1;
    }
}
