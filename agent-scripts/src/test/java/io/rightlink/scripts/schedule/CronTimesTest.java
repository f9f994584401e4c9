package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronTimesTest {

    private static final int MOST = 1_000;

    @ParameterizedTest
    @CsvSource({
        "0 0 3 * * *, UTC, 2026-01-02T03:00:00Z",
        "@daily, UTC, 2026-01-02T00:00:00Z",
        "@hourly, UTC, 2026-01-01T13:00:00Z",
        "0 0 3 * * *, Europe/Berlin, 2026-01-02T02:00:00Z",
        "0 0 0 29 2 *, UTC, 2028-02-29T00:00:00Z",
        "*/5 * * * * *, UTC, 2026-01-01T12:00:05Z",
    })
    void tellsTheNextTimeAfterAnother(String cron, String zone, Instant next) {
        assertThat(CronTimes.of(cron, zone).after(Instant.parse("2026-01-01T12:00:00Z")))
                .contains(next);
    }

    @ParameterizedTest
    @CsvSource({
        "0 3 * * *, UTC, 'six fields, seconds first'",
        "0 0 25 * * *, UTC, 'six fields, seconds first'",
        "@sometimes, UTC, 'or is @hourly, @daily'",
        "'', UTC, can't be read",
        "0 0 0 31 2 *, UTC, never matches",
        "0 0 3 * * *, Europe/Atlantis, IANA name",
        "0 0 3 * * *, +02:00, IANA name",
    })
    void saysWhyATimeCanNotBeMeant(String cron, String zone, String why) {
        assertThatThrownBy(() -> CronTimes.of(cron, zone))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining(why);
    }

    /** From 02:00 to 03:00 on that day there is nothing. */
    @ParameterizedTest
    @ValueSource(strings = {"L-28", "L-30", "L-31", "L-1000000", "L-2147483648"})
    @Timeout(60)
    void refusesDaysThatAreNotInEveryMonth(String day) {
        assertThatThrownBy(() -> CronTimes.of("0 0 0 " + day + " * *", "UTC"))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("no such day");
    }

    @Test
    void countsDaysFromTheEndOfTheMonth() {
        CronTimes times = CronTimes.of("0 0 0 L-27 * *", "UTC");

        assertThat(times.after(Instant.parse("2026-01-31T00:00:00Z"))).hasValue(Instant.parse("2026-02-01T00:00:00Z"));
    }

    @Test
    void leavesOutWhatTheClocksLeaveOutInSpring() {
        assertThat(times("0 30 2 * * *", "2026-03-28T12:00:00Z", "2026-03-31T00:00:00Z"))
                .containsExactly(Instant.parse("2026-03-30T00:30:00Z"));
        assertThat(times("0 30 * * * *", "2026-03-28T23:45:00Z", "2026-03-29T03:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-03-29T00:30:00Z"),
                        Instant.parse("2026-03-29T01:30:00Z"),
                        Instant.parse("2026-03-29T02:30:00Z"));
    }

    @Test
    void isDueInBothOfTheHoursThatAreOneInAutumn() {
        assertThat(times("0 30 2 * * *", "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-26T01:30:00Z"));
        assertThat(times("0 30 * * * *", "2026-10-24T23:45:00Z", "2026-10-25T03:00:00Z"))
                .containsExactly(
                        Instant.parse("2026-10-25T00:30:00Z"),
                        Instant.parse("2026-10-25T01:30:00Z"),
                        Instant.parse("2026-10-25T02:30:00Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "0 30 2 * * *",
                "0 */7 * * * *",
                "*/13 59 1-3 * * *",
                "0 0 0-4 * * SUN",
                "0 15 2,3 25 10 *",
                "@hourly",
                "0 0 3 L * *",
                "59 59 1,2 * * *"
            })
    void neverStandsStillOrGoesBackWhereClocksAreSet(String cron) {
        for (String from : List.of("2026-03-28T20:00:00Z", "2026-10-24T20:00:00Z")) {
            Instant start = Instant.parse(from);
            for (int minutes = 0; minutes < 720; minutes += 5) {
                Instant at = start.plus(Duration.ofMinutes(minutes));
                assertThat(CronTimes.of(cron, "Europe/Berlin").after(at).orElseThrow())
                        .as("%s after %s", cron, at)
                        .isAfter(at);
            }
        }
    }

    @Test
    void listsWhatWasDueBetweenTwoTimes() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        CronTimes.Past past = CronTimes.of("@hourly", "UTC").between(from, from.plus(Duration.ofHours(3)), MOST);

        assertThat(past.complete()).isTrue();
        assertThat(past.times())
                .containsExactly(
                        Instant.parse("2026-01-01T01:00:00Z"),
                        Instant.parse("2026-01-01T02:00:00Z"),
                        Instant.parse("2026-01-01T03:00:00Z"));
    }

    @ParameterizedTest
    @CsvSource({
        "* * * * * *, 1970-01-01T00:00:00Z, 2026-11-23T04:05:06Z, 2026-11-23T04:05:06Z",
        "* * 2 * * *, 2026-11-20T00:00:00Z, 2026-11-23T23:05:06Z, 2026-11-23T02:59:59Z",
        "* * * 1 1 *, 1970-01-01T00:00:00Z, 2026-11-23T04:05:06Z, 2026-01-01T23:59:59Z",
        "0 * * * * *, 1970-01-01T00:00:00Z, 2026-11-23T04:05:06Z, 2026-11-23T04:05:00Z",
    })
    void listsTheNewestWithoutAGapIfThereAreVeryMany(String cron, Instant from, Instant until, Instant newest) {
        CronTimes times = CronTimes.of(cron, "UTC");
        CronTimes.Past past = times.between(from, until, MOST);

        assertThat(past.complete()).isFalse();
        assertThat(past.times()).hasSizeBetween(MOST / 2, MOST).endsWith(newest);
        for (int i = 1; i < past.times().size(); i++) {
            assertThat(times.after(past.times().get(i - 1)))
                    .contains(past.times().get(i));
        }
    }

    private static List<Instant> times(String cron, String from, String until) {
        return CronTimes.of(cron, "Europe/Berlin")
                .between(Instant.parse(from), Instant.parse(until), MOST)
                .times();
    }
}
