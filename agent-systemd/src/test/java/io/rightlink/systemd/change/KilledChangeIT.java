package io.rightlink.systemd.change;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.store.Store;
import io.rightlink.core.testing.TestbedHost;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What becomes of a change when the agent is killed at each of its steps. */
@Timeout(1_800)
class KilledChangeIT {

    private static final boolean TORTURE = Boolean.getBoolean("torture");
    private static final String UNIT = "killed.service";
    private static final String OLD =
            "[Service]\nExecStart=/bin/sleep 2000\n[Install]\nWantedBy=sysinit.target\nAlias=murdered.service\n";
    private static final String NEW = "[Service]\nExecStart=/bin/sleep 1000\n[Install]\nWantedBy=multi-user.target\n";
    private static final String BROKEN =
            "[Service]\nType=oneshot\nExecStart=/bin/false\n[Install]\nWantedBy=multi-user.target\n";

    @RegisterExtension
    static final TestbedHost TESTBED = new TestbedHost();

    private final ChangedHost host = new ChangedHost(TESTBED);

    @TempDir
    Path elsewhere;

    enum Scene {
        REPLACE_A_RUNNING_UNIT(OLD, NEW),
        PUT_A_NEW_UNIT("", NEW),
        REPLACE_IT_BY_A_BROKEN_ONE(OLD, BROKEN),
        DELETE_A_RUNNING_UNIT(OLD, "");

        private final String before;
        private final String after;

        Scene(String before, String after) {
            this.before = before;
            this.after = after;
        }
    }

    /** All steps in the long form; in the short one, every so many, beginning with one that changes from run to run. */
    @ParameterizedTest
    @EnumSource
    void holdsOrLeavesNoTraceThoughTheAgentIsKilledAtAnyStep(Scene scene) throws Exception {
        int stride = TORTURE ? 1 : 9;
        int first = TORTURE ? 1 : 1 + new Random().nextInt(stride);
        Path file = elsewhere.resolve("unit");
        if (!scene.after.isEmpty()) {
            Files.writeString(file, scene.after);
        }
        set(scene);
        Map<String, String> before = picture();
        List<String> fates = new ArrayList<>();
        int step = first;
        for (boolean reached = true; reached; step += stride) {
            set(scene);
            String name = KilledChange.runAndKill(TESTBED.root(), host.state(), UNIT, file, step);
            reached = !name.isEmpty();

            recover();

            Map<String, String> after = picture();
            boolean whole = after.equals(before);
            fates.add(step + " (" + name + "): " + (whole ? "undone" : "done"));
            if (!whole) {
                assertThat(scene).as("steps: %s", fates).isNotEqualTo(Scene.REPLACE_IT_BY_A_BROKEN_ONE);
                assertDone(scene, after, "killed at step " + step + ", " + name);
            }
        }
        System.out.println(scene + ", from step " + first + " by " + stride + ": " + fates);
        assertThat(fates).hasSizeGreaterThan(TORTURE ? 20 : 2);
    }

    /** Makes the host what it is before the change: nothing of the unit, or an old one that runs. */
    private void set(Scene scene) throws Exception {
        host.sh("systemctl disable --now " + UNIT + " 2>/dev/null; systemctl reset-failed " + UNIT
                + " 2>/dev/null; true");
        host.sh("rm -f /etc/systemd/system/" + UNIT + "; systemctl daemon-reload");
        if (!scene.before.isEmpty()) {
            host.install(UNIT, scene.before);
            host.sh("systemctl enable --now " + UNIT + " 2>&1");
        }
    }

    /** Starts an agent where the killed one left off, and waits until it has nothing more to undo. */
    private void recover() {
        host.agent().run(context -> {
            ChangeJournal journal = context.getBean(ChangeJournal.class);
            Awaitility.await()
                    .atMost(Duration.ofSeconds(60))
                    .until(() -> journal.unfinished().isEmpty() && runningJobs(context.getBean(Store.class)) == 0);
        });
    }

    private static int runningJobs(Store store) {
        return store.read(db -> db.sql("SELECT count(*) FROM job WHERE state = 'running'")
                .query(Integer.class)
                .single());
    }

    private Map<String, String> picture() throws Exception {
        Map<String, String> picture = host.picture(UNIT);
        picture.put(
                "command", host.sh("tr '\\0' ' ' </proc/$(systemctl show -P MainPID " + UNIT + ")/cmdline || true"));
        return picture;
    }

    private static void assertDone(Scene scene, Map<String, String> after, String when) {
        if (scene.after.isEmpty()) {
            assertThat(after).as(when).doesNotContainKeys(UNIT, "murdered.service", "sysinit.target.wants/" + UNIT);
            assertThat(after.get("state")).as(when).contains("not-found", "inactive");
            return;
        }
        assertThat(after).as(when).containsEntry(UNIT, "rw-r--r-- " + scene.after);
        assertThat(after).as(when).containsKey("multi-user.target.wants/" + UNIT);
        assertThat(after.get("command")).as(when).isEqualTo("/bin/sleep 1000");
        assertThat(after.get("state")).as(when).contains("loaded", "active", "running", "enabled");
    }
}
