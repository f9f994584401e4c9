package io.rightlink.app.rll;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.app.RunningAgent;
import io.rightlink.app.rll.RllClient.Answer;
import io.rightlink.core.process.Programs;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code /rll/upgrade} over a socket, and what passes calls on to a platform that isn't there. */
class UpgradeTest {

    @TempDir
    static Path home;

    @TempDir
    static Path offered;

    @AutoClose
    static RunningAgent agent;

    @BeforeAll
    static void start() throws Exception {
        agent = new RunningAgent(home);
        program("new", "test \"$1\" = --version && test -z \"$HOME\" && echo RightLink 10.6.1");
        program("other", "echo NotLink 10.6.1");
        program("failing", "echo RightLink 10.6.1; exit 1");
        program("endless", "exec yes");
        Programs.write(offered.resolve("uninterpreted"), "#!/no/such/interpreter\n");
        program("writable", "echo RightLink 10.6.1");
        Files.setPosixFilePermissions(offered.resolve("writable"), PosixFilePermissions.fromString("rwxrwxr-x"));
        program("plain", "echo RightLink 10.6.1");
        Files.setPosixFilePermissions(offered.resolve("plain"), PosixFilePermissions.fromString("rw-r--r--"));
        program("foreign", "echo RightLink 10.6.1");
        Files.setAttribute(offered.resolve("foreign"), "unix:uid", 65534);
        Files.createSymbolicLink(offered.resolve("link"), offered.resolve("new"));
        Path open = Files.createDirectory(offered.resolve("open"));
        Files.setPosixFilePermissions(open, PosixFilePermissions.fromString("rwxrwxrwx"));
        program("open/new", "echo RightLink 10.6.1");
    }

    @ParameterizedTest
    @CsvSource({
        "new, 422, upgrade-not-supported",
        "other, 400, invalid-program",
        "failing, 400, invalid-program",
        "endless, 400, invalid-program",
        "writable, 400, others than root",
        "foreign, 400, others than root",
        "link, 422, upgrade-not-supported",
        "uninterpreted, 400, can't be run",
        "open/new, 400, others than root",
        "plain, 400, not a program",
        "nothing, 400, not a program",
        ".., 400, not a program"
    })
    void looksAtWhatIsOfferedAndNeverSaysThatItWasDoneIfItWasNot(String name, int status, String words)
            throws Exception {
        Answer answer = RllClient.ask(agent, "POST", "/rll/upgrade?exec=" + offered.resolve(name));

        assertThat(answer.status()).isEqualTo(status);
        assertThat(answer.body()).contains(words).doesNotContain("successful");
    }

    @ParameterizedTest
    @CsvSource({"/rll/upgrade, exec", "/rll/upgrade?exec=rightlink-new, absolute"})
    void needsAnAbsolutePath(String target, String words) throws Exception {
        Answer answer = RllClient.ask(agent, "POST", target);

        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(words);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /api",
        "GET, /api/",
        "GET, /api/clouds/1/instances/2?view=full",
        "POST, /api/tags/multi_add?resource_hrefs[]=/api/x&resource_hrefs[]=/api/y&tags[]=a:b=c",
        "PUT, /api/servers/1",
        "PATCH, /api/servers/1",
        "DELETE, /api/servers/1",
        "HEAD, /api/servers/1",
        "OPTIONS, /api/servers/1"
    })
    void passesNothingOnAndSaysThatThereIsNoPlatform(String method, String target) throws Exception {
        Answer answer = RllClient.ask(agent, method, target);

        assertThat(answer.status()).isEqualTo(502);
        assertThat(answer.head()).contains("application/problem+json");
        if (!method.equals("HEAD")) {
            assertThat(answer.body()).contains("urn:rightlink:problem:no-platform");
        }
    }

    @Test
    void passesNoFormOnEither() throws Exception {
        assertThat(RllClient.form(agent, "POST", "/api/tags/multi_add", "tags[]=a&tags[]=")
                        .status())
                .isEqualTo(502);
    }

    private static void program(String name, String script) throws Exception {
        Programs.write(offered.resolve(name), "#!/bin/sh\n" + script + "\n");
    }
}
