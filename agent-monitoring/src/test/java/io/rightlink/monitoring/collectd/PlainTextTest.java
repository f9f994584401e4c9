package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;
import io.rightlink.monitoring.collectd.Refused.Reason;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.ValueList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainTextTest {

    private final Desk desk = new Desk();

    @Test
    void takesSeveralListsOfALineAndTheTimeNow() throws Exception {
        List<ValueList> lists = desk.post(
                Dialect.V5, "putval h/a/gauge interval=2.5 meta:x=\"a b\" 100:1 N:2 102.25:U\n\n# a comment\n");

        assertThat(lists)
                .extracting(ValueList::time)
                .containsExactly(Instant.ofEpochSecond(100), Desk.NOW, Instant.ofEpochSecond(102, 250_000_000));
        assertThat(lists).extracting(list -> list.values().getFirst()).isEqualTo(List.of(1.0, 2.0, Double.NaN));
        assertThat(lists).extracting(ValueList::interval).containsOnly(Duration.ofMillis(2_500));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "PUTVAL",
                "PUTVAL h/a/gauge",
                "PUTVAL h/a N:1",
                "PUTVAL h/a-b/ N:1",
                "PUTVAL \"h/a/gauge N:1",
                "PUTVAL h/a/gauge N",
                "PUTVAL h/a/gauge N:",
                "PUTVAL h/a/gauge N:1:2",
                "PUTVAL h/a/gauge N:0x10",
                "PUTVAL h/a/gauge N:1d",
                "PUTVAL h/a/gauge -1:1",
                "PUTVAL h/a/gauge 99999999999:1",
                "PUTVAL h/a/gauge 9999999999:1",
                "PUTVAL h/a/gauge interval=0 N:1",
                "PUTVAL h/a/derive N:1.5",
                "PUTVAL h/a/derive N:9223372036854775808",
                "PUTVAL h/a/counter N:-1",
                "PUTVAL h/a/nobodys N:1:2:3:4:5:6:7:8:9:10:11:12:13:14:15:16:17",
                "PUTNOTIF severity=bad message=x",
                "PUTNOTIF severity=okay",
                "GETVAL h/a/gauge"
            })
    void refusesWhatIsWrongAndTakesTheLinesAroundIt(String wrong) throws Exception {
        assertThat(desk.post(Dialect.V5, "PUTVAL h/b/gauge N:1\r\n" + wrong + "\r\nPUTVAL h/c/gauge N:1"))
                .extracting(list -> list.id().plugin())
                .containsExactly("b", "c");
        assertThat(desk.refused()).isEqualTo(1);
        assertThatThrownBy(() -> desk.post(Dialect.V5, wrong)).isInstanceOf(InvalidException.class);
    }

    @Test
    void refusesALineThatIsTooLongAndTakesTheOneBehindIt() throws Exception {
        String lines = "PUTVAL h/a/gauge N:1" + " N:1".repeat(20_000) + "\nPUTVAL h/b/gauge N:1\n";

        assertThat(desk.post(Dialect.V5, lines))
                .extracting(list -> list.id().plugin())
                .containsExactly("b");
        assertThat(desk.refused(Reason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void understandsCountsAsTheDialectHasThem() throws Exception {
        assertThat(desk.post(Dialect.V4, "PUTVAL h/cpu-0/cpu-idle N:1")
                        .getFirst()
                        .sources()
                        .getFirst()
                        .type())
                .isEqualTo(DataSourceType.COUNTER);
        assertThat(desk.post(Dialect.V5, "PUTVAL h/cpu-0/cpu-idle N:1")
                        .getFirst()
                        .sources()
                        .getFirst()
                        .type())
                .isEqualTo(DataSourceType.DERIVE);
    }

    @Test
    void takesANotification() throws Exception {
        desk.post(
                Dialect.V5,
                "PUTNOTIF severity=warning time=100 host=h plugin=df plugin_instance=root message=\"Disk is full\"");

        assertThat(desk.notifications)
                .containsExactly(new Notification(
                        "warning", Instant.ofEpochSecond(100), "h", "df", "root", "", "", "Disk is full"));
    }

    @Test
    void takesNoMoreNotificationsThanOthersCanBear() throws Exception {
        desk.post(Dialect.V5, "PUTNOTIF severity=okay message=x\n".repeat(1_000));

        assertThat(desk.notifications).hasSizeBetween(90, 110);
        assertThat(desk.refused(Reason.TOO_FAST)).isEqualTo(1_000.0 - desk.notifications.size());
    }

    @Test
    void takesNoMoreValuesThanAreAllowedUntilTimeHasPassed() throws Exception {
        Desk slow = new Desk(10);
        String hundred = "PUTVAL h/a/gauge N:1\n".repeat(100);

        assertThatThrownBy(() -> slow.post(Dialect.V5, hundred)).isInstanceOf(UnavailableException.class);
        assertThat(slow.lists).hasSize(20);
        assertThat(slow.refused(Reason.TOO_FAST)).isEqualTo(1);
        slow.nanoTime += 1_000_000_000L;
        assertThat(slow.post(Dialect.V5, "PUTVAL h/a/gauge N:1\n")).hasSize(1);
    }

    @Test
    void findsNothingWrongWithNothing() throws Exception {
        assertThat(desk.post(Dialect.V5, "")).isEmpty();
        assertThat(desk.post(Dialect.V5, " \r\n")).isEmpty();
        assertThat(desk.post(Dialect.V5, "[]")).isEmpty();
    }
}
