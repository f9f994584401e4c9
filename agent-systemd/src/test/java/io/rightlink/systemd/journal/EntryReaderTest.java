package io.rightlink.systemd.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EntryReaderTest {

    /** What journalctl printed on Debian 12. */
    private static final Path RECORDED = Path.of("src/test/resources/systemd-252/journal.json");

    private static final String PLACE = "s=818367cb22c34b1a91db76873c1e108d;i=85;b=8236c512df8343cabe75878b169c9ba1;"
            + "m=295a01118;t=660df1f96c560;x=8e95d468834c96d4";

    @Test
    void readsWhatJournalctlPrints() throws Exception {
        List<JournalEvent> events = Files.readAllLines(RECORDED).stream()
                .map(line -> EntryReader.read(line.getBytes(StandardCharsets.UTF_8)))
                .toList();

        assertThat(events)
                .extracting(JournalEvent::entry)
                .containsExactly(
                        new JournalEntry(
                                Instant.parse("2026-11-22T15:28:04.207522Z"),
                                6,
                                1L,
                                "systemd",
                                "Started docker.service - Docker Application Container Engine."),
                        new JournalEntry(
                                Instant.parse("2026-11-22T15:28:04.212064Z"),
                                6,
                                66L,
                                "dockerd",
                                "time=\"2026-11-22T15:28:04.211977616Z\" level=info msg=\"API listen on /run/docker.sock\""));
        assertThat(events.getLast().cursor()).hasToString(PLACE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
                    "MESSAGE":"a\\nb\\u001b[0m"         | a\\nb\\e[0m
                    "MESSAGE":[104,105,255,33]          | hi\uFFFD!
                    "MESSAGE":["one","two"]             | one
                    "MESSAGE":[[104,105],[255]]         | hi
                    "MESSAGE":[null,"two"]              | -
                    "MESSAGE":[]                        | -
                    "MESSAGE":null                      | -
                    "MESSAGE":{"x":[1]}                 | -
                    "OTHER":{"MESSAGE":"no"}            | -
                    "OTHER":[1,[2]],"MESSAGE":"yes"     | yes
                    """)
    void readsEveryFormOfAMessage(String field, String message) {
        String expected = message == null ? null : message.replace("\\n", "\n").replace("\\e", "\u001b");

        assertThat(read(field).message()).isEqualTo(expected);
    }

    @Test
    void leavesOutWhatIsNotKnown() {
        JournalEntry entry = read("\"OTHER\":\"x\"");

        assertThat(entry)
                .isEqualTo(new JournalEntry(Instant.parse("2026-01-02T03:04:05.000001Z"), null, null, null, null));
    }

    @Test
    void takesTheNextBestNameAndProcess() {
        JournalEntry entry = read("\"_COMM\":\"sh\",\"SYSLOG_PID\":\"7\"");

        assertThat(entry.identifier()).isEqualTo("sh");
        assertThat(entry.pid()).isEqualTo(7);
    }

    @Test
    void doesNotTrustWhatAWriterMayPutThere() {
        JournalEntry entry = read("\"PRIORITY\":\"99\",\"SYSLOG_PID\":\"me\"");

        assertThat(entry.priority()).isNull();
        assertThat(entry.pid()).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "[]", "{}", "{\"__CURSOR\":", "{\"__REALTIME_TIMESTAMP\":\"1\"}"})
    void saysThatItIsNoEntry(String line) {
        assertThatThrownBy(() -> EntryReader.read(line.getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static JournalEntry read(String fields) {
        String line = "{\"__CURSOR\":\"" + PLACE + "\",\"__REALTIME_TIMESTAMP\":\"1767323045000001\"," + fields + "}";
        return EntryReader.read(line.getBytes(StandardCharsets.UTF_8)).entry();
    }
}
