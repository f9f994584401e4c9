package io.rightlink.systemd.change;

import static io.rightlink.systemd.change.ChangeRequests.detail;
import static io.rightlink.systemd.change.ChangeRequests.ended;
import static io.rightlink.systemd.change.ChangeRequests.options;
import static io.rightlink.systemd.change.ChangeRequests.path;
import static io.rightlink.systemd.change.ChangeRequests.seconds;
import static io.rightlink.systemd.change.ChangeRequests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.unit.UnitName;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What becomes of a real host's units when they are changed. */
@Timeout(240)
class UnitChangesIT {

    private static final String GOOD =
            "[Unit]\nDescription=New\n[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n";
    private static final String OLD =
            "[Unit]\nDescription=Old\n[Service]\nExecStart=/bin/sleep 2000\n[Install]\nWantedBy=sysinit.target\n";
    private static final Map<String, String> BROKEN = Map.of(
            "syntax", "[Service\nExecStart=/bin/sleep 1000\n",
            "garbage", "[Service]\nExecStart=/bin/sleep 1000\nthis is no setting\n",
            "nothing to start", "[Service]\nType=simple\n",
            "missing program", "[Service]\nExecStart=/bin/no-such-program\n",
            "failing", "[Service]\nType=oneshot\nExecStart=/bin/sh -c 'echo alas; exit 3'\n",
            "dying",
                    "[Service]\nExecStart=/bin/sh -c 'sleep 2; echo alas; exit 3'\n[Install]\nWantedBy=multi-user.target\n",
            "restarting", "[Service]\nRestart=always\nExecStart=/bin/sh -c 'sleep 1; exit 3'\n");

    @RegisterExtension
    static final TestbedHost TESTBED = new TestbedHost();

    private final ChangedHost host = new ChangedHost(TESTBED);

    @Test
    void putsAGoodUnitInPlaceEnablesItAndStartsIt() throws Exception {
        host.withAgent((changes, jobs) -> {
            Job job = ended(jobs, changes.put(path("good.service"), text(GOOD), options(true)));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.read("good.service")).isEqualTo(GOOD);
            assertThat(host.sh("systemctl is-enabled good.service; systemctl is-active good.service"))
                    .isEqualTo("enabled\nactive");
            assertThat(result(job).get("diff").asString())
                    .startsWith("--- /dev/null\n+++ b/good.service\n@@ ")
                    .contains("\n+[Unit]\n");
            assertThat(result(job).at("/verification/by").asString()).isEqualTo("systemd-analyze");
        });
    }

    @Test
    void replacesARunningUnitAndRestartsIt() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("replaced.service", OLD);
            host.sh("systemctl enable --now replaced.service 2>&1");

            Job job = ended(jobs, changes.put(path("replaced.service"), text(GOOD), options(true)));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.sh("tr '\\0' ' ' </proc/$(systemctl show -P MainPID replaced)/cmdline"))
                    .isEqualTo("/bin/sleep 1000");
            assertThat(result(job).get("diff").asString()).contains("-Description=Old\n+Description=New\n");
        });
    }

    @ParameterizedTest
    @CsvSource({
        "syntax, Invalid section header",
        "garbage, Missing '='",
        "nothing to start, ExecStart=",
        "missing program, /bin/no-such-program",
        "failing, 'exit-code, exit status 3'",
        "dying, it failed soon after its start",
        "restarting, it ended soon after its start"
    })
    void leavesNoTraceOfABrokenUnit(String how, String cause) throws Exception {
        host.withAgent((changes, jobs) -> {
            String unit = "broken-" + how.replace(' ', '-') + ".service";
            Map<String, String> before = host.picture(unit);

            Job job = ended(
                    jobs,
                    changes.put(
                            path(unit), broken(how), options(broken(how).value().contains("[Install]"))));

            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(detail(job)).startsWith("Cannot change '" + unit + "': ").contains(cause);
            assertThat(host.picture(unit)).isEqualTo(before);
        });
    }

    @ParameterizedTest
    @CsvSource({"syntax", "failing", "dying", "restarting"})
    void bringsBackTheUnitThatRanBeforeABrokenOne(String how) throws Exception {
        host.withAgent((changes, jobs) -> {
            String unit = "former-" + how + ".service";
            host.install(unit, OLD);
            host.sh("chmod 600 /etc/systemd/system/" + unit + "; systemctl enable --now " + unit + " 2>&1");
            Map<String, String> before = host.picture(unit);

            Job job = ended(jobs, changes.put(path(unit), broken(how), options(true)));

            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(host.picture(unit)).isEqualTo(before);
            assertThat(host.sh("tr '\\0' ' ' </proc/$(systemctl show -P MainPID " + unit + ")/cmdline"))
                    .isEqualTo("/bin/sleep 2000");
        });
    }

    @Test
    void putsBackWhatOtherThanTheVerifierRefusesToo() throws Exception {
        host.withAgent((changes, jobs) -> {
            Map<String, String> before = host.picture("lax.service");
            ChangeOptions lax = new ChangeOptions(false, true, seconds(1), Validation.WARN, false);

            Job job = ended(jobs, changes.put(path("lax.service"), broken("nothing to start"), lax));

            assertThat(detail(job)).contains("systemd can't load it: ").contains("lax.service");
            assertThat(host.picture("lax.service")).isEqualTo(before);

            job = ended(jobs, changes.put(path("lax.service"), broken("garbage"), lax));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(result(job).at("/verification/messages/0").asString()).contains("lax.service:3: Missing '='");
        });
    }

    @Test
    void tellsWhatItWouldDoAndDoesNothing() throws Exception {
        host.withAgent((changes, _) -> {
            host.install("seen.service", OLD);
            Map<String, String> before = host.picture("seen.service");

            Preview good = changes.preview(path("seen.service"), text(GOOD), options(true));
            Preview bad = changes.preview(path("seen.service"), broken("syntax"), options(true));

            assertThat(good.diff()).contains("-Description=Old\n+Description=New\n");
            assertThat(good.verification()).isEqualTo(new Verification(true, "systemd-analyze", List.of()));
            assertThat(bad.verification().valid()).isFalse();
            assertThat(bad.verification().messages().getFirst())
                    .isEqualTo("seen.service:1: Invalid section header '[Service'");
            assertThat(host.picture("seen.service")).isEqualTo(before);
        });
    }

    @Test
    void addsToAUnitAndTakesThatAwayAgain() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("added.service", OLD);
            host.sh("systemctl start added.service");
            Map<String, String> before = host.picture("added.service");
            UnitPath dropIn = UnitPath.of(new UnitName("added.service"), new DropInName("10-more.conf"));

            Job job = ended(jobs, changes.put(dropIn, text("[Service]\nEnvironment=MORE=yes\n"), options(false)));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.sh("tr '\\0' '\\n' </proc/$(systemctl show -P MainPID added)/environ"))
                    .contains("MORE=yes");

            job = ended(jobs, changes.put(dropIn, text("[Service]\nType=nonsense\n"), options(false)));

            assertThat(detail(job)).contains("added.service.d/10-more.conf:2: ").contains("ignoring");
            assertThat(host.read("added.service.d/10-more.conf")).contains("MORE=yes");

            job = ended(jobs, changes.remove(dropIn, options(false)));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.picture("added.service")).isEqualTo(before);
        });
    }

    @Test
    void removesAUnitAndPutsItInPlaceAgain() throws Exception {
        host.withAgent((changes, jobs) -> {
            Map<String, String> before = host.picture("gone.service");
            Job put = ended(jobs, changes.put(path("gone.service"), text(GOOD), options(true)));
            assertThat(put.state()).as("%s", put.problem()).isEqualTo(JobState.SUCCEEDED);

            Job job = ended(jobs, changes.remove(path("gone.service"), ChangeOptions.removal(false)));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.picture("gone.service")).isEqualTo(before);

            put = ended(jobs, changes.put(path("gone.service"), text(GOOD), options(true)));

            assertThat(put.state()).as("%s", put.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.sh("systemctl is-active gone.service")).isEqualTo("active");
        });
    }

    @Test
    void makesChangesOfOneUnitOneAfterTheOther() throws Exception {
        host.withAgent((changes, jobs) -> {
            List<Job> begun = IntStream.rangeClosed(1, 5)
                    .mapToObj(i -> changes.put(
                            path("contested.service"), text(GOOD.replace("1000", "100" + i)), options(true)))
                    .toList();

            for (Job job : begun) {
                assertThat(ended(jobs, job).state()).isEqualTo(JobState.SUCCEEDED);
            }
            String command = host.sh("tr '\\0' ' ' </proc/$(systemctl show -P MainPID contested)/cmdline");
            assertThat(host.read("contested.service")).contains("ExecStart=" + command + "\n");
        });
    }

    @Test
    void putsATemplateInPlaceForInstancesToBeStarted() throws Exception {
        host.withAgent((changes, jobs) -> {
            ChangeOptions still = new ChangeOptions(false, false, seconds(0), Validation.STRICT, false);
            String template = "[Service]\nExecStart=/bin/sleep %i\n";

            Job job = ended(jobs, changes.put(path("many@.service"), text(template), still));
            host.sh("systemctl start many@300.service");

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThatThrownBy(() -> changes.remove(path("many@.service"), still))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("many@300.service");
            host.sh("systemctl stop many@300.service");
            assertThat(ended(jobs, changes.remove(path("many@.service"), still)).state())
                    .isEqualTo(JobState.SUCCEEDED);
        });
    }

    @Test
    void bringsBackTheUnitsThatWentDownWithABrokenOne() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("base.service", OLD);
            host.install("above.service", "[Unit]\nRequires=base.service\n[Service]\nExecStart=/bin/sleep 3000\n");
            host.sh("systemctl start above.service");

            Job job = ended(jobs, changes.put(path("base.service"), broken("dying"), options(false)));

            assertThat(detail(job)).endsWith("; file, enablement and run state are what they were");
            assertThat(host.sh("systemctl is-active base.service above.service"))
                    .isEqualTo("active\nactive");
        });
    }

    @Test
    void takesBackWhatEnablingDidToOtherUnits() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("also.socket", "[Socket]\nListenStream=/run/also\n[Install]\nWantedBy=sockets.target\n");
            Map<String, String> before = host.picture("also.socket");
            String unit = """
                    [Service]
                    Type=oneshot
                    ExecStart=/bin/false
                    [Install]
                    WantedBy=multi-user.target
                    Also=also.socket
                    """;

            Job job = ended(jobs, changes.put(path("also.service"), text(unit), options(true)));

            assertThat(job.state()).isEqualTo(JobState.FAILED);
            assertThat(host.picture("also.socket")).isEqualTo(before);
        });
    }

    @Test
    void replacesAUnitThatRunsThoughItsFileIsGone() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("orphan.service", OLD);
            host.sh("systemctl start orphan; rm /etc/systemd/system/orphan.service; systemctl daemon-reload");

            Job job = ended(jobs, changes.put(path("orphan.service"), text(GOOD), options(true)));

            assertThat(job.state()).as("%s", job.problem()).isEqualTo(JobState.SUCCEEDED);
            assertThat(host.sh("tr '\\0' ' ' </proc/$(systemctl show -P MainPID orphan)/cmdline"))
                    .isEqualTo("/bin/sleep 1000");
        });
    }

    @Test
    void undoesAChangeThatIsCancelled() throws Exception {
        host.withAgent((changes, jobs) -> {
            Map<String, String> before = host.picture("cancelled.service");
            ChangeOptions patient = new ChangeOptions(true, true, seconds(100), Validation.STRICT, false);

            Job job = changes.put(path("cancelled.service"), text(GOOD), patient);
            host.sh("until systemctl is-active --quiet cancelled.service; do sleep 0.1; done");
            Job _ = jobs.cancel(job.id());

            assertThat(ended(jobs, job).state()).isEqualTo(JobState.CANCELLED);
            assertThat(host.picture("cancelled.service")).isEqualTo(before);
        });
    }

    @Test
    void takesBackAStartThatWaitsInSystemdsQueue() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("slow.service", "[Service]\nType=oneshot\nExecStart=/bin/sleep 30\n");
            host.install("queued.service", OLD.replace("[Unit]", "[Unit]\nAfter=slow.service"));
            Map<String, String> before = host.picture("queued.service");
            host.sh("systemctl start --no-block slow.service");

            Job job = changes.put(
                    path("queued.service"), text(GOOD.replace("[Unit]", "[Unit]\nAfter=slow.service")), options(true));
            host.sh("until systemctl list-jobs | grep -q 'queued.service.*waiting'; do sleep 0.1; done");
            Job _ = jobs.cancel(job.id());

            assertThat(ended(jobs, job).state()).isEqualTo(JobState.CANCELLED);
            host.sh("while systemctl list-jobs | grep -q 'slow.service\\|queued.service'; do sleep 0.1; done");
            assertThat(host.picture("queued.service")).isEqualTo(before);
        });
    }

    @Test
    void takesBackAStopThatWaitsInSystemdsQueue() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("stays.service", OLD);
            host.install("lingers.service", """
                    [Unit]
                    Requires=stays.service
                    After=stays.service
                    [Service]
                    ExecStart=/bin/sleep 3000
                    ExecStop=/bin/sleep 10
                    """);
            host.sh("systemctl start lingers.service");
            Map<String, String> before = host.picture("stays.service");
            String process = host.sh("systemctl show -P MainPID stays.service");

            Job job = changes.remove(path("stays.service"), ChangeOptions.removal(false));
            host.sh("until systemctl list-jobs | grep -q 'stays.service.*waiting'; do sleep 0.1; done");
            Job _ = jobs.cancel(job.id());

            assertThat(ended(jobs, job).state()).isEqualTo(JobState.CANCELLED);
            assertThat(host.picture("stays.service")).isEqualTo(before);
            assertThat(host.sh("systemctl show -P MainPID stays.service")).isEqualTo(process);
            assertThat(host.sh("systemctl is-active lingers.service")).isEqualTo("active");
        });
    }

    private static JsonNode result(Job job) {
        return Objects.requireNonNull(job.result());
    }

    private static UnitText broken(String how) {
        return text(Objects.requireNonNull(BROKEN.get(how), how));
    }
}
