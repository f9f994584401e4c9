package io.rightlink.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.deploy.InstalledHost.Answer;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** RightLink 10's API from inside a container on the bridge, each line of its table, in order. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class RllIT {

    private static final String CONTAINER = "docker inspect --format '{{.Id}} {{.State.Pid}}' rightlink";

    @RegisterExtension
    static final InstalledHost host = new InstalledHost();

    @BeforeAll
    static void install() throws Exception {
        host.applyCloudConfig();
        host.startClient();
        put("greet", "#!/bin/sh\necho \"hello $WHO\"\n");
        put("fails", "#!/bin/sh\necho begun; sleep 2; exit 3\n");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    GET    | /rll/proc                                                  | 200 | "bin_path":"/usr/local/bin/rightlink"
                    GET    | /rll/proc/shutdown_kind                                    | 200 |
                    GET    | /rll/proc/bin_path                                         | 200 | /usr/local/bin/rightlink
                    GET    | /rll/proc/nothing                                          | 404 | nothing
                    GET    | /rll/env                                                   | 200 | {}
                    GET    | /rll/env/NAME                                              | 404 | NAME
                    POST   | /rll/run/right_script?right_script=greet&arguments%5BWHO%5D=text:you | 200 | hello you
                    POST   | /rll/run/right_script?right_script=fails                   | 422 | exited with 3
                    POST   | /rll/run/right_script?right_script=none                    | 404 | none
                    POST   | /rll/run/right_script?right_script_id=1                    | 404 | platform
                    POST   | /rll/run/recipe?recipe=rll::x                              | 422 | recipes-not-supported
                    POST   | /rll/upgrade?exec=/usr/local/bin/rightlink-new             | 400 | not a program
                    POST   | /rll/upgrade?exec=/bin/true                                | 400 | is no RightLink
                    GET    | /rll/tss/control                                           | 200 | enable_monitoring: all
                    PUT    | /rll/tss/control?enable_monitoring=extra&tss_id=03-7A      | 200 | tss_id: 03-7A
                    PUT    | /rll/tss/control?enable_monitoring=true                    | 200 | enable_monitoring: all
                    GET    | /rll/tss/hostname                                          | 200 |
                    PUT    | /rll/tss/hostname?hostname=tss3.example.com                | 200 | tss3.example.com
                    GET    | /rll/tss/exec                                              | 200 |
                    PUT    | /rll/tss/exec/p?executable=/bin/sleep&arguments%5B%5D=1000 | 200 | /bin/sleep
                    PUT    | /rll/tss/exec/p?executable=/bin/sleep&arguments%5B%5D=900  | 204 |
                    GET    | /rll/tss/exec/p                                            | 200 | ["900"]
                    DELETE | /rll/tss/exec/p                                            | 204 |
                    GET    | /rll/tss/exec/p                                            | 404 | 'p'
                    GET    | /rll/docker/control                                        | 200 | enable_docker: all
                    PUT    | /rll/docker/control?enable_docker=tags                     | 200 | enable_docker: tags
                    PUT    | /rll/docker/control?enable_docker=all                      | 200 | enable_docker: all
                    GET    | /rll/login/control                                         | 200 | enable_login: off
                    PUT    | /rll/login/control?enable_login=on                         | 200 | enable_login: on
                    PUT    | /rll/debug/cookbook?path=/srv/cookbooks                    | 200 | /srv/cookbooks
                    GET    | /rll/debug/cookbook                                        | 200 | /srv/cookbooks
                    DELETE | /rll/debug/cookbook                                        | 204 |
                    GET    | /api/clouds                                                | 502 | no-platform
                    POST   | /api/tags/multi_add?resource_hrefs%5B%5D=/api/x&tags%5B%5D=a:b=c | 502 | no-platform
                    """)
    void answersAsItsTableSays(String method, String path, int status, @Nullable String words) throws Exception {
        Answer answer = host.ask(method, path, "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(status);
        assertThat(answer.body()).contains(words == null ? "" : words);
    }

    @Test
    void keepsWhatABodySets() throws Exception {
        assertThat(host.ask("PUT", "/rll/env/ONE", "{\"payload\":\"v 1\"}").status())
                .isEqualTo(200);
        assertThat(host.ask("PUT", "/rll/env/TWO", "text/plain", "v 2").status())
                .isEqualTo(200);
        assertThat(host.ask("GET", "/rll/env", "").body()).isEqualTo("{\"ONE\":\"v 1\",\"TWO\":\"v 2\"}");
        for (String name : new String[] {"ONE", "TWO"}) {
            assertThat(host.ask("GET", "/rll/env/" + name, "").body()).startsWith("v ");
            assertThat(host.ask("DELETE", "/rll/env/" + name, "").status()).isEqualTo(204);
        }
        for (String method : new String[] {"PUT", "POST"}) {
            assertThat(host.ask(method, "/rll/proc/log_level", "warn").status()).isEqualTo(200);
            assertThat(host.ask("GET", "/rll/proc/log_level", "").body()).isEqualTo("warn");
            assertThat(host.ask(method, "/rll/proc/log_level", "info").status()).isEqualTo(200);
        }
        for (String dialect : new String[] {"collectdv4", "collectdv5"}) {
            assertThat(host.ask(
                                    "POST",
                                    "/rll/tss/" + dialect,
                                    "text/plain",
                                    "PUTVAL testbed/load/load interval=20 N:1:1:1\r\n")
                            .status())
                    .isEqualTo(200);
        }
    }

    @Test
    void takesFormsAndBracketsAsTheyStand() throws Exception {
        assertThat(host.ask("PUT", "/rll/debug/cookbook", "application/x-www-form-urlencoded", "path=/srv/form")
                        .body())
                .contains("/srv/form");
        assertThat(host.sh("docker exec client sh -c '. /var/run/rightlink/secret; curl -sg -X POST"
                        + " -H \"X-Rll-Secret: $RS_RLL_SECRET\" \"http://" + host.bridgeAddress()
                        + ":88/rll/run/right_script?right_script=greet&arguments[WHO]=text:all\"'"))
                .isEqualTo("hello all\n");
    }

    /** The program is the image's own under another name, and a run on the host goes on through it all. */
    @Test
    @Order(Integer.MAX_VALUE)
    void becomesAnotherProgramForAsLongAsItsContainerIsThere() throws Exception {
        String program = "/var/lib/rightlink/rightlink-new";
        host.sh("printf '#!/bin/sh\\nexec /usr/local/bin/rightlink \"$@\"\\n' >" + program + "; chmod 755 " + program);
        assertThat(host.ask(
                                "PUT",
                                "/v1/runs/through",
                                "{\"script\":{\"source\":\"#!/bin/sh\\necho begun; sleep 20; echo ended; exit 5\\n\"},"
                                        + "\"placement\":\"host\"}")
                        .status())
                .isEqualTo(201);
        awaitAnswer("/v1/runs/through", "running");
        String before = host.sh(CONTAINER);

        Answer answer = host.ask("POST", "/rll/upgrade?exec=" + program, "");

        assertThat(answer.status()).as(answer.body()).isEqualTo(200);
        assertThat(answer.body()).startsWith("successful: RightLink ").contains("until the agent's container ends");
        awaitAnswer("/rll/proc/bin_path", program);
        awaitAnswer("/v1/runs/through", "failed");
        assertThat(host.get("/v1/runs/through").get("exitCode").asInt()).isEqualTo(5);
        assertThat(host.ask("GET", "/v1/runs/through/output", "").body()).isEqualTo("begun\nended\n");
        assertThat(host.sh(CONTAINER)).isEqualTo(before);

        host.sh("docker kill rightlink");
        awaitAnswer("/rll/proc/bin_path", "/usr/local/bin/rightlink");
    }

    private static void awaitAnswer(String path, String words) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .pollInterval(Duration.ofMillis(500))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(host.ask("GET", path, "").body()).contains(words));
    }

    private static void put(String name, String source) throws Exception {
        assertThat(host.ask("PUT", "/v1/scripts/" + name, "text/plain", source).status())
                .isEqualTo(201);
    }
}
