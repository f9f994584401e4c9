package io.rightlink.scripts.schedule;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.schedule.MaintenanceWindow.Weekday;
import java.time.ZonedDateTime;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowTest {

    /** 2026-11-23 is a Monday. */
    @ParameterizedTest
    @CsvSource({
        "02:00, 05:00, 2026-11-23T01:59:59Z, false",
        "02:00, 05:00, 2026-11-23T02:00:00Z, true",
        "02:00, 05:00, 2026-11-23T04:59:59Z, true",
        "02:00, 05:00, 2026-11-23T05:00:00Z, false",
        "02:00, 05:00, 2026-11-24T03:00:00Z, false",
        "22:00, 04:00, 2026-11-23T21:59:59Z, false",
        "22:00, 04:00, 2026-11-23T22:00:00Z, true",
        "22:00, 04:00, 2026-11-24T03:59:59Z, true",
        "22:00, 04:00, 2026-11-24T04:00:00Z, false",
        "22:00, 04:00, 2026-11-24T22:00:00Z, false",
        "22:00, 04:00, 2026-11-23T03:00:00Z, false",
        "22:00, 00:00, 2026-11-23T23:59:59Z, true",
        "22:00, 00:00, 2026-11-24T00:00:00Z, false",
    })
    void isOpenFromThenToThenOnTheDaysOnWhichItOpens(String from, String to, String at, boolean open) {
        MaintenanceWindow mondays = new MaintenanceWindow(from, to, Set.of(Weekday.MON));

        assertThat(mondays.isOpenAt(ZonedDateTime.parse(at))).isEqualTo(open);
    }

    @Test
    void opensEveryDayIfNoneIsNamed() {
        MaintenanceWindow daily = new MaintenanceWindow("02:00", "05:00", null);

        assertThat(daily.days()).containsExactly(Weekday.values());
        assertThat(daily).isEqualTo(new MaintenanceWindow("02:00:00", "05:00", Set.of(Weekday.values())));
    }

    @Test
    void refusesOneThatNeverOpensOrCanNotBeRead() {
        assertThatThrownBy(() -> new MaintenanceWindow("02:00", "02:00", null)).isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new MaintenanceWindow("02:00", "05:00", Set.of()))
                .isInstanceOf(InvalidException.class);
        assertThatThrownBy(() -> new MaintenanceWindow("2 am", "05:00", null))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'from'");
        assertThatThrownBy(() -> new MaintenanceWindow("02:00", null, null))
                .isInstanceOf(InvalidException.class)
                .hasMessageContaining("'to'");
    }
}
