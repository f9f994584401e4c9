package io.rightlink.systemd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.stream.Following;
import io.rightlink.core.testing.AssembledAgent;
import io.rightlink.core.testing.TestbedHost;
import io.rightlink.systemd.unit.UnitName;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The journal of a real host, which is another machine than the one that journalctl runs on here. */
@Timeout(120)
class JournalIT {

    @RegisterExtension
    static final TestbedHost host = new TestbedHost();

    private static final Duration SOON = Duration.ofSeconds(20);

    @TempDir
    Path state;

    /** With pauses: journald gives all that it finds at once the same time. */
    @BeforeAll
    static void write() throws Exception {
        host.run("systemd-run", "--unit=writer", "--wait", "sh", "-c", """
                for line in '<3>bad' '<6>good' '<4>fair' '<7>fine' 'hi\\377!'; do printf "$line\\n"; sleep 0.1; done
                """);
        host.run("journalctl", "--sync");
    }

    @Test
    void readsWhatJournalctlPrintsOnTheHost() {
        withJournal(journal -> {
            List<JournalEntry> entries =
                    journal.entries(query("docker.service")).items();

            assertThat(entries).isNotEmpty();
            assertThat(String.join("\n", messages(entries)) + "\n").isEqualTo(onHost("docker.service", "cat"));
            assertThat(entries)
                    .extracting(entry -> "__REALTIME_TIMESTAMP="
                            + Duration.between(Instant.EPOCH, entry.at()).toNanos() / 1000)
                    .isEqualTo(onHost("docker.service", "export")
                            .lines()
                            .filter(line -> line.startsWith("__REALTIME_TIMESTAMP="))
                            .toList());
        });
    }

    @Test
    void readsOnlyWhatIsWanted() {
        withJournal(journal -> {
            List<JournalEntry> all = written(journal, null, null);
            assertThat(messages(all)).containsExactly("bad", "good", "fair", "fine", "hi\uFFFD!");
            assertThat(all).extracting(JournalEntry::priority).containsExactly(3, 6, 4, 7, 6);
            assertThat(all).allSatisfy(entry -> {
                assertThat(entry.identifier()).isEqualTo("sh");
                assertThat(entry.pid()).isPositive();
            });

            assertThat(messages(written(journal, null, "warning"))).containsExactly("bad", "fair");
            assertThat(messages(written(journal, all.get(2).at(), null))).containsExactly("fair", "fine", "hi\uFFFD!");
            assertThat(messages(written(journal, all.get(2).at().plusNanos(1_000), null)))
                    .containsExactly("fine", "hi\uFFFD!");
            assertThat(written(journal, Instant.now().plusSeconds(60), null)).isEmpty();
            assertThat(messages(journal.entries(new JournalQuery(
                                    name("writer.service"), all.get(0).at(), 2, null))
                            .items()))
                    .hasSize(2)
                    .last()
                    .asString()
                    .contains("Deactivated successfully");
        });
    }

    @Test
    void keepsTheJournalOfAUnitThatIsGone() {
        withJournal(journal -> {
            assertThat(host.sh("systemctl show --property LoadState writer.service"))
                    .contains("not-found");
            assertThat(journal.entries(query("writer.service")).items()).isNotEmpty();
            assertThatThrownBy(() -> journal.entries(query("none.service"))).isInstanceOf(NotFoundException.class);
        });
    }

    @Test
    void findsAUnitByItsAlias() {
        withJournal(journal -> {
            host.sh("printf '[Service]\\nExecStart=/bin/echo named\\n[Install]\\nAlias=other.service\\n'"
                    + " >/etc/systemd/system/named.service;"
                    + " systemctl enable named.service; systemctl start --wait named.service; journalctl --sync");

            assertThat(messages(journal.entries(query("other.service")).items()))
                    .contains("named")
                    .isEqualTo(messages(journal.entries(query("named.service")).items()));
        });
    }

    @Test
    void hasTheLastWordsOfAUnitThatFailed() {
        withJournal(journal -> {
            Instant before = Instant.now();
            host.sh("systemd-run --unit=fails --wait sh -c 'echo because; exit 3' || true");

            assertThat(messages(journal.last(name("fails.service"), before, 10)))
                    .contains("because")
                    .anyMatch(line -> line.contains("Failed with result 'exit-code'"));
        });
    }

    @Test
    void followsWhatIsWrittenAfterwards() {
        withJournal(journal -> {
            host.run("systemd-run", "--unit=talker", "sh", "-c", "echo first; sleep infinity");
            Awaitility.await().until(() -> onHost("talker.service", "cat").contains("first"));
            try (Following<JournalEvent> following = journal.follow(query("talker.service"), Optional.empty())) {
                awaitMessage(following, "first");
                host.run("systemd-run", "--unit=other-talker", "echo", "not this");
                host.run("systemctl", "stop", "talker.service");
                Cursor place = awaitMessage(following, "talker.service: Deactivated successfully.");

                try (Following<JournalEvent> resumed = journal.follow(query("talker.service"), Optional.of(place))) {
                    host.run("systemd-run", "--unit=talker", "echo", "second");
                    awaitMessage(resumed, "second");
                    awaitMessage(following, "second");
                }
                Awaitility.await().until(() -> children() == 1);
            }
            Awaitility.await().until(() -> children() == 0);
        });
    }

    @Test
    void followsAUnitThatHasWrittenNothingYet() {
        withJournal(journal -> {
            host.sh("printf '[Service]\\nExecStart=/bin/echo new\\n' >/etc/systemd/system/new.service;"
                    + " systemctl daemon-reload");
            try (Following<JournalEvent> following = journal.follow(query("new.service"), Optional.empty())) {
                host.run("systemctl", "start", "new.service");
                awaitMessage(following, "new");
            }
        });
    }

    /** The boot is one as containers have it, whose manager covers the kernel's boot id: a testbed host has its machine's. */
    @Test
    void goesOnAfterAPlaceOfAnEarlierBoot() {
        withJournal(journal -> {
            host.sh("printf '[Unit]\\nDescription=Rarely\\n[Service]\\nType=oneshot\\nExecStart=/bin/true\\n'"
                    + " >/etc/systemd/system/rarely.service;"
                    + " systemctl daemon-reload; systemctl start rarely.service; journalctl --sync");
            Cursor place;
            try (Following<JournalEvent> following = journal.follow(query("rarely.service"), Optional.empty())) {
                place = awaitMessage(following, "Finished rarely.service - Rarely.");
            }
            host.sh("systemctl start rarely.service; journalctl --sync;"
                    + " cat /proc/sys/kernel/random/uuid >/run/boot-id;"
                    + " mount --bind /run/boot-id /proc/sys/kernel/random/boot_id;"
                    + " systemctl restart systemd-journald.service;"
                    + " systemctl start rarely.service; journalctl --sync");

            try (Following<JournalEvent> resumed = journal.follow(query("rarely.service"), Optional.of(place))) {
                assertThat(run(resumed).value()).contains(boot(place));
                assertThat(run(resumed).value()).doesNotContain(boot(place));

                host.run("systemctl", "start", "rarely.service");

                run(resumed);
            }
        });
    }

    @Test
    void readsWhatDoesNotLastBesideWhatDoes() {
        withJournal(journal -> {
            host.sh(
                    "mkdir -p /run/systemd/journald.conf.d;"
                            + " printf '[Journal]\\nStorage=volatile\\n' >/run/systemd/journald.conf.d/x.conf;"
                            + " systemctl restart systemd-journald; systemd-run --wait --unit=writer echo volatile; journalctl --sync");
            assertThat(host.sh("find /run/log/journal -name '*.journal'")).isNotBlank();

            assertThat(messages(journal.entries(query("writer.service")).items()))
                    .contains("bad", "volatile");
        });
    }

    private void withJournal(Use use) {
        AssembledAgent.in(state)
                .withPropertyValues(
                        "rightlink.rootfs=" + host.root(), "rightlink.systemd.bus-socket=" + host.systemBus())
                .run(context -> use.with(context.getBean(Journal.class)));
    }

    private static String onHost(String unit, String form) throws Exception {
        return host.run("journalctl", "--unit=" + unit, "--output=" + form, "--no-pager", "--all", "--quiet");
    }

    private static List<JournalEntry> written(Journal journal, @Nullable Instant since, @Nullable String priority) {
        Priority ceiling = priority == null ? null : new Priority(priority);
        return journal.entries(new JournalQuery(name("writer.service"), since, 5_000, ceiling)).items().stream()
                .filter(entry -> "sh".equals(entry.identifier()))
                .toList();
    }

    private static List<String> messages(List<JournalEntry> entries) {
        return entries.stream().map(JournalEntry::message).toList();
    }

    private static JournalQuery query(String unit) {
        return new JournalQuery(name(unit), null, 5_000, null);
    }

    private static UnitName name(String unit) {
        return new UnitName(unit);
    }

    private static Cursor awaitMessage(Following<JournalEvent> following, String message) throws InterruptedException {
        JournalEvent event = following.next(SOON).orElseThrow();
        while (!message.equals(event.entry().message())) {
            event = following.next(SOON).orElseThrow();
        }
        return event.cursor();
    }

    /** Takes all that one run has written, and returns the place of its end. */
    private static Cursor run(Following<JournalEvent> following) throws InterruptedException {
        assertThat(following.next(SOON).orElseThrow().entry().message())
                .isEqualTo("Starting rarely.service - Rarely...");
        return awaitMessage(following, "Finished rarely.service - Rarely.");
    }

    /** Returns {@code b=8236c512…}. */
    private static String boot(Cursor place) {
        return place.value().split(";", -1)[2];
    }

    private static long children() {
        return ProcessHandle.current()
                .children()
                .filter(child -> child.info().command().orElse("").endsWith("journalctl"))
                .count();
    }

    private interface Use {
        void with(Journal journal) throws Exception;
    }
}
