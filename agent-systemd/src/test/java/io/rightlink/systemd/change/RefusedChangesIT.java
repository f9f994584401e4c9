package io.rightlink.systemd.change;

import static io.rightlink.systemd.change.ChangeRequests.detail;
import static io.rightlink.systemd.change.ChangeRequests.ended;
import static io.rightlink.systemd.change.ChangeRequests.options;
import static io.rightlink.systemd.change.ChangeRequests.path;
import static io.rightlink.systemd.change.ChangeRequests.text;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.job.Job;
import io.rightlink.core.job.JobState;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.unit.UnitName;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.assertj.MvcTestResult;

/** Which changes of a real host's units are refused, and what is then left of them: nothing. */
@Timeout(240)
class RefusedChangesIT {

    private static final String GOOD =
            "[Unit]\nDescription=New\n[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n";
    private static final String OLD =
            "[Unit]\nDescription=Old\n[Service]\nExecStart=/bin/sleep 2000\n[Install]\nWantedBy=sysinit.target\n";

    @RegisterExtension
    static final TestbedHost TESTBED = new TestbedHost();

    private final ChangedHost host = new ChangedHost(TESTBED);

    @Test
    void keepsToItsOwnFiles() throws Exception {
        host.withAgent((changes, _) -> {
            host.install("rightlink.service", OLD);
            host.install("named.service", OLD + "Alias=nickname.service\n");
            host.sh("systemctl mask covered.service 2>&1; systemctl enable named.service 2>&1");
            host.sh("mkdir -p /srv/d; ln -s /srv/d /etc/systemd/system/named.service.d");

            assertThatThrownBy(() -> changes.put(path("rightlink.service"), text(GOOD), options(true)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("it runs this agent");
            assertThatThrownBy(() -> changes.remove(path("rightlink.service"), options(true)))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> changes.put(path("covered.service"), text(GOOD), options(true)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("is a link to /dev/null");
            assertThatThrownBy(() -> changes.put(path("nickname.service"), text(GOOD), options(true)))
                    .isInstanceOf(ConflictException.class);
            assertThatThrownBy(() -> changes.put(
                            UnitPath.of(new UnitName("named.service"), new DropInName("x.conf")),
                            text(GOOD),
                            options(true)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("is a link to /srv/d");
            assertThatThrownBy(() -> changes.remove(path("docker.service"), options(true)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("/docker.service, and only those in");
            assertThatThrownBy(() -> changes.remove(path("nowhere.service"), options(true)))
                    .isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> changes.put(
                            UnitPath.of(new UnitName("nowhere.service"), new DropInName("x.conf")),
                            text(GOOD),
                            options(true)))
                    .isInstanceOf(NotFoundException.class);
        });
    }

    @Test
    void saysThatThereIsNothingToEnable() throws Exception {
        host.withAgent((changes, jobs) -> {
            Map<String, String> before = host.picture("nowhere.service");

            Job job = ended(
                    jobs,
                    changes.put(path("nowhere.service"), text("[Service]\nExecStart=/bin/true\n"), options(true)));

            assertThat(detail(job)).contains("it has no [Install] section");
            assertThat(host.picture("nowhere.service")).isEqualTo(before);
        });
    }

    @Test
    void doesNothingThatWouldEndTheAgent() throws Exception {
        host.withAgent((changes, jobs) -> {
            host.install("rightlink.service", "[Unit]\nRequires=lifeline.service\n" + OLD);
            host.install("lifeline.service", OLD);
            host.sh("systemctl start rightlink.service");
            UnitPath dropIn = UnitPath.of(new UnitName("lifeline.service"), new DropInName("x.conf"));

            assertThatThrownBy(() -> changes.put(dropIn, text("[Service]\nNice=1\n"), options(false)))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("that ends this agent");
            assertThatThrownBy(() -> changes.remove(path("lifeline.service"), options(false)))
                    .isInstanceOf(ConflictException.class);
            String enemy = "[Unit]\nConflicts=rightlink.service\n[Service]\nExecStart=/bin/sleep 1000\n";
            Map<String, String> before = host.picture("enemy.service");
            Job job = ended(jobs, changes.put(path("enemy.service"), text(enemy), options(false)));

            assertThat(detail(job)).contains("ends this agent");
            assertThat(host.picture("enemy.service")).isEqualTo(before);
            assertThat(host.sh("systemctl is-active rightlink.service")).isEqualTo("active");
            host.sh("systemctl stop rightlink.service; rm /etc/systemd/system/rightlink.service");
        });
    }

    @Test
    void letsNothingIntoAChangeThatIsUnderWay() throws Exception {
        host.agent().run(context -> {
            UnitChanges changes = context.getBean(UnitChanges.class);
            Jobs jobs = context.getBean(Jobs.class);
            Job job = changes.put(path("busy.service"), text(GOOD), options(true));
            host.sh("until systemctl is-active --quiet busy.service; do sleep 0.1; done");

            MvcTestResult stop = MockMvcTester.from(context)
                    .post()
                    .uri("/v1/units/busy.service/stop")
                    .exchange();

            assertThat(stop).hasStatus(409);
            assertThat(stop).bodyJson().extractingPath("$.type").isEqualTo("urn:rightlink:problem:unit-change-pending");
            assertThat(ended(jobs, job).state()).isEqualTo(JobState.SUCCEEDED);
        });
    }
}
