package io.rightlink.systemd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.host.Rootfs;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.core.process.Programs;
import io.rightlink.core.stream.Following;
import io.rightlink.systemd.unit.UnitName;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** With scripts that stand for journalctl. */
@Timeout(60)
class JournalctlJournalTest {

    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final UnitName WEB = new UnitName("web.service");
    private static final Cursor PLACE =
            new Cursor("s=818367cb22c34b1a91db76873c1e108d;i=1;b=8236c512df8343cabe75878b169c9ba1;m=1;t=1;x=1");
    private static final Duration SOON = Duration.ofSeconds(20);

    /** A shell function that prints the entry of so many microseconds. */
    private static final String ENTRY = """
            #!/bin/sh
            entry() { printf '{"__CURSOR":"s=818367cb22c34b1a91db76873c1e108d;i=%x;b=8236c512df8343cabe75878b169c9ba1;m=1;t=1;x=1","__REALTIME_TIMESTAMP":"%s","MESSAGE":"%s"}\\n' "$1" "$1" "$2"; }
            """;

    @TempDir
    Path home;

    private final OneUnit units = new OneUnit();

    @BeforeEach
    void makeJournal() throws IOException {
        Files.createDirectories(home.resolve("host/run/log/journal"));
        Files.createDirectories(home.resolve("host/etc"));
    }

    @Test
    void passesTheWishesOnAsArguments() throws IOException {
        Files.writeString(home.resolve("host/etc/machine-id"), "1bf28c8d4e5848f0b1a593b9a1338182\n");
        Journal journal = journal("printf '%s\\n' \"$@\" >" + home + "/arguments");

        journal.entries(new JournalQuery(WEB, Instant.parse("2026-01-02T03:04:05.000006789Z"), 7, new Priority("err")));

        assertThat(Files.readAllLines(home.resolve("arguments")))
                .containsExactly(
                        "--output=json",
                        "--all",
                        "--no-pager",
                        "--quiet",
                        "--unit=web.service",
                        "--priority=3",
                        "--reverse",
                        "--lines=7",
                        "--since=@1767323045.000006",
                        "--root=" + home.resolve("host"),
                        "_MACHINE_ID=1bf28c8d4e5848f0b1a593b9a1338182");
    }

    @Test
    void turnsWhatComesNewestFirst() throws IOException {
        Listing<JournalEntry> listing = journal("entry 2 second; entry 1 first").entries(all(WEB));

        assertThat(listing.complete()).isTrue();
        assertThat(listing.asOf()).isEqualTo(NOW);
        assertThat(listing.items()).extracting(JournalEntry::message).containsExactly("first", "second");
    }

    @Test
    void keepsTheNewestOfTooMuch() throws IOException {
        Journal journal = journal("long=$(head -c 100000 /dev/zero | tr '\\0' x); i=99;"
                + " while [ $i -gt 0 ]; do entry $i $i-$long; i=$((i - 1)); done");

        Listing<JournalEntry> listing = journal.entries(all(WEB));

        assertThat(listing.complete()).isFalse();
        assertThat(listing.reason()).contains("1 MB of text");
        assertThat(listing.items()).hasSize(10);
        assertThat(listing.items().getLast().message()).startsWith("99-");
    }

    @Test
    void readsNoMoreThanSoMuchThatItDoesNotKeep() throws IOException {
        Journal journal = journal("long=$(head -c 200000 /dev/zero | tr '\\0' x); i=99;"
                + " while [ $i -gt 0 ]; do entry $i $i'\",\"COREDUMP_PROC_MAPS\":\"'$long; i=$((i - 1)); done");

        Listing<JournalEntry> listing = journal.entries(all(WEB));

        assertThat(listing.reason()).contains("8 MB with all");
        assertThat(listing.items()).hasSize(41);
        assertThat(listing.items().getLast().message()).isEqualTo("99");
    }

    @Test
    void leavesOutAnEntryThatAloneIsTooMuch() throws IOException {
        Listing<JournalEntry> listing = journal(
                        "entry 3 new; entry 2 $(head -c 300000 /dev/zero | tr '\\0' x); entry 1 old")
                .entries(all(WEB));

        assertThat(listing.reason()).contains("longer than 256 KB");
        assertThat(listing.items()).extracting(JournalEntry::message).containsExactly("old", "new");
    }

    @Test
    void tellsOfComplaintsBesideEntries() throws IOException {
        Listing<JournalEntry> listing =
                journal("entry 1 one; echo 'a file is corrupt' >&2").entries(all(WEB));

        assertThat(listing.complete()).isFalse();
        assertThat(listing.reason()).isEqualTo("journalctl says: a file is corrupt");
    }

    @Test
    void failsWithJournalctlsOwnWords() throws IOException {
        Journal journal = journal("echo 'Failed to open files: No such luck' >&2; exit 1");

        assertUnavailable(journal, "Cannot read the journal; journalctl says: Failed to open files: No such luck");
    }

    @Test
    void failsOnWhatIsNoEntry() throws IOException {
        assertUnavailable(journal("echo hello"), "Cannot read what journalctl says of an entry: it is no JSON");
    }

    @Test
    void doesNotWaitForEver() throws IOException {
        assertUnavailable(journal("echo $$ >" + home + "/pid; exec sleep 600"), "journalctl took longer than PT2S");

        awaitGone(home.resolve("pid"));
    }

    @Test
    void saysThatJournalctlIsMissing() {
        assertUnavailable(journalOf(Path.of("no-such-journalctl"), 2), "'no-such-journalctl' isn't installed");
    }

    @Test
    void saysWhichDirectoriesAreMissing() throws IOException {
        Files.delete(home.resolve("host/run/log/journal"));

        assertUnavailable(
                journal("entry 1 one"),
                "there is neither " + home + "/host/var/log/journal nor " + home + "/host/run/log/journal; mount");
    }

    @Test
    void knowsAUnitThatIsGoneByItsJournal() throws IOException {
        Journal journal = journal("entry 1 one");

        assertThat(journal.entries(all(new UnitName("gone.service"))).items()).hasSize(1);
    }

    @Test
    void findsAGoneUnitAlsoIfTheQueryFindsNothing() throws IOException {
        Journal journal = journal("case \"$*\" in *--since*) ;; *) entry 1 one ;; esac");

        assertThat(journal.entries(new JournalQuery(new UnitName("gone.service"), NOW, 7, null))
                        .items())
                .isEmpty();
    }

    @Test
    void doesNotKnowAUnitOfWhichNobodyKnows() throws IOException {
        Journal journal = journal("");
        JournalQuery query = all(new UnitName("none.service"));

        assertThat(journal.entries(all(WEB)).items()).isEmpty();
        assertThatThrownBy(() -> journal.entries(query)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> journal.follow(query, Optional.empty())).isInstanceOf(NotFoundException.class);
        units.gone = true;
        assertThat(journal.entries(query).items()).isEmpty();
    }

    @Test
    void readsAnAliasUnderTheUnitsOwnName() throws IOException {
        Journal journal = journal("case \"$*\" in *web.service*) entry 1 one ;; esac");

        assertThat(journal.entries(all(new UnitName("www.service"))).items()).hasSize(1);
    }

    @Test
    void refusesATemplate() throws IOException {
        Journal journal = journal("");

        assertThatThrownBy(() -> journal.entries(all(new UnitName("getty@.service"))))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("name an instance");
    }

    @Test
    void looksAgainForTheLastLines() throws Exception {
        Journal journal = journal("n=$(cat " + home + "/n 2>/dev/null || echo 0); echo $((n + 1)) >" + home + "/n;"
                + " [ $n -lt 3 ] || entry 2 failed; [ $n -lt 2 ] || entry 1 started");

        assertThat(journal.last(WEB, NOW, 10)).extracting(JournalEntry::message).containsExactly("started", "failed");
    }

    @Test
    void givesUpLookingForTheLastLines() throws Exception {
        assertThat(journal("").last(WEB, NOW, 10)).isEmpty();
    }

    @Test
    void followsAfterWhatThereWas() throws Exception {
        Journal journal = journal("case \"$*\" in *--follow*--after-cursor=s=*i=2*) entry 3 third; exec sleep 600 ;;"
                + " *--reverse*) entry 2 second; entry 1 first ;; esac");

        try (Following<JournalEvent> following = journal.follow(all(WEB), Optional.empty())) {
            for (String message : List.of("first", "second", "third")) {
                assertThat(following.next(SOON).orElseThrow().entry().message()).isEqualTo(message);
            }
            assertThat(following.next(Duration.ofMillis(50))).isEmpty();
            assertThat(following.hasEnded()).isFalse();
        }
    }

    @Test
    void endsTheProcessThatNobodyFollowsAnyMore() throws Exception {
        Following<JournalEvent> following = endless().follow(all(WEB), Optional.of(PLACE));

        assertThat(following.next(SOON)).isPresent();
        following.close();
        following.close();

        awaitGone(home.resolve("pid"));
    }

    @Test
    void endsWithItsReader() throws Exception {
        Journal journal = journal("case \"$*\" in *--follow*) exit 1 ;; *) entry 1 one ;; esac");

        try (Following<JournalEvent> following = journal.follow(all(WEB), Optional.empty())) {
            assertThat(following.next(SOON)).isPresent();
            assertThat(following.next(SOON)).isEmpty();
            assertThat(following.hasEnded()).isTrue();
        }
    }

    @Test
    void endsWithTheAgent() throws Exception {
        JournalctlJournal journal = journal("case \"$*\" in *--follow*) exec sleep 600 ;; *) entry 1 one ;; esac");
        Following<JournalEvent> following = journal.follow(all(WEB), Optional.empty());
        assertThat(following.next(SOON)).isPresent();

        journal.close();

        assertThat(following.next(SOON)).isEmpty();
        assertThat(following.hasEnded()).isTrue();
        following.close();
    }

    @Test
    void lacksRoomForMoreThanSoMany() throws Exception {
        Journal journal = endless();
        Following<JournalEvent> first = journal.follow(all(WEB), Optional.empty());
        Following<JournalEvent> second = journal.follow(all(WEB), Optional.empty());

        assertThatThrownBy(() -> journal.follow(all(WEB), Optional.empty()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining("2 follow a journal already");

        first.close();
        first.close();
        journal.follow(all(WEB), Optional.empty()).close();
        second.close();
    }

    @Test
    void keepsItsRoomWhenItCannotBegin() throws IOException {
        Journal journal = journal("exit 1");

        for (int i = 0; i < 5; i++) {
            assertThatThrownBy(() -> journal.follow(all(WEB), Optional.empty()))
                    .hasMessageContaining("journalctl says");
        }
    }

    @Test
    void holdsWhatThereWasForSoManyAtOnce() throws Exception {
        Journal journal = journal(
                "case \"$*\" in *--follow*) exec sleep 600 ;; *) entry 2 second; entry 1 first ;; esac",
                AnswerRoom.MOST + 2);
        List<Following<JournalEvent>> followings = new ArrayList<>();
        for (int i = 0; i < AnswerRoom.MOST; i++) {
            followings.add(journal.follow(all(WEB), Optional.empty()));
        }

        assertThatThrownBy(() -> journal.follow(all(WEB), Optional.empty()))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(AnswerRoom.MOST + " answers are being sent already");

        // who goes on has nothing to be sent yet
        followings.add(journal.follow(all(WEB), Optional.of(PLACE)));
        followings.getFirst().next(SOON);
        followings.getFirst().next(SOON);
        followings.add(journal.follow(all(WEB), Optional.empty()));
        followings.removeFirst().close();
        followings.removeFirst().close();
        followings.add(journal.follow(all(WEB), Optional.empty()));
        followings.forEach(Following::close);
    }

    @Test
    void readsAheadOfASlowFollowerByFewEntriesOnly() throws Exception {
        Journal journal = journal("long=$(head -c 200000 /dev/zero | tr '\\0' x); i=1;"
                + " while [ $i -lt 30 ]; do entry $i $long; echo $i >" + home + "/printed; i=$((i + 1)); done");

        try (Following<JournalEvent> following = journal.follow(all(WEB), Optional.of(PLACE))) {
            assertThat(following.next(SOON)).isPresent();
            Awaitility.await()
                    .during(Duration.ofMillis(500))
                    .until(() -> Files.readString(home.resolve("printed")).trim(), printed -> !printed.isEmpty());
            assertThat(Files.readString(home.resolve("printed")).trim()).isIn("1", "2", "3", "4");
        }
    }

    private Journal endless() throws IOException {
        return journal("case \"$*\" in *--follow*) echo $$ >" + home + "/pid; exec yes \"$(entry 2 more)\" ;;"
                + " *) entry 1 one ;; esac");
    }

    private static JournalQuery all(UnitName unit) {
        return new JournalQuery(unit, null, 5_000, null);
    }

    private JournalctlJournal journal(String script) throws IOException {
        return journal(script, 2);
    }

    private JournalctlJournal journal(String script, int followers) throws IOException {
        Path program = home.resolve("journalctl");
        Programs.write(program, ENTRY + script + "\n");
        return journalOf(program, followers);
    }

    private JournalctlJournal journalOf(Path program, int followers) {
        JournalSettings settings =
                new JournalSettings(program.toString(), Duration.ofSeconds(2), followers, Duration.ofSeconds(15));
        Journalctl journalctl = new Journalctl(new Rootfs(home.resolve("host")), settings.command());
        return new JournalctlJournal(
                new JournalReader(journalctl, settings.timeLimit()),
                units,
                new AnswerRoom(Duration.ofMillis(100)),
                settings,
                Clock.fixed(NOW, ZoneOffset.UTC));
    }

    private static void assertUnavailable(Journal journal, String detail) {
        assertThatThrownBy(() -> journal.entries(all(WEB)))
                .isInstanceOf(UnavailableException.class)
                .hasMessageContaining(detail);
    }

    private static void awaitGone(Path pidFile) throws IOException {
        long pid = Long.parseLong(Files.readString(pidFile).trim());
        Awaitility.await().until(() -> ProcessHandle.of(pid).isEmpty());
    }
}
