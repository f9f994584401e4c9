package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonBodyTest {

    private static final String GOOD =
            "{\"values\":[1],\"time\":100.5,\"interval\":1,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}";

    private final Desk desk = new Desk();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1",
                "[1]",
                "{}",
                "{\"values\":1}",
                "{\"values\":[]}",
                "{\"values\":[1,2],\"time\":1,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}",
                "{\"values\":[true],\"time\":1,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}",
                "{\"values\":[1.5],\"time\":1,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"derive\"}",
                "{\"values\":[1],\"time\":1e300,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}",
                "{\"values\":[1],\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}",
                "{\"values\":[1],\"dsnames\":[\"x\"],\"dstypes\":[\"odd\"],\"time\":1,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}",
                "{\"values\":[1],\"dsnames\":[\"x\",\"y\"],\"dstypes\":[\"gauge\"],\"time\":1,\"host\":\"h\",\"plugin\":\"a\",\"type\":\"gauge\"}",
                "{\"labels\":{\"severity\":\"FAILURE\"},\"annotations\":{\"summary\":\"x\"},\"startsAt\":\"now\"}"
            })
    void refusesWhatIsWrongAndTakesTheObjectsAroundIt(String wrong) throws Exception {
        assertThat(desk.post(Dialect.V5, "[" + GOOD + "," + wrong + "," + GOOD + "]"))
                .hasSize(2);
        assertThat(desk.refused()).isEqualTo(1);
        assertThatThrownBy(() -> desk.post(Dialect.V5, "[" + wrong + "]")).isInstanceOf(InvalidException.class);
    }

    @Test
    void saysWhatTypeOfValueThereIsntWithoutTheNamesOfItsOwnParts() {
        String odd = GOOD.replaceFirst("\\{", "{\"dsnames\":[\"x\"],\"dstypes\":[\"odd\"],");

        assertThatThrownBy(() -> desk.post(Dialect.V5, "[" + odd + "]"))
                .hasMessageContaining("'odd'")
                .hasMessageNotContaining("rightlink");
    }

    @Test
    void refusesWhatEndsWithinACharacter() {
        String half = "\0\0\0[\0\0\0{\0\0";

        assertThatThrownBy(() -> desk.post(Dialect.V5, half)).isInstanceOf(InvalidException.class);
    }

    @Test
    void takesWhatCameBeforeItWasNoJsonAnyMore() throws Exception {
        for (int end = 0; end < GOOD.length(); end++) {
            assertThat(desk.post(Dialect.V5, "[" + GOOD + "," + GOOD.substring(0, end)))
                    .hasSize(1);
        }
    }

    @Test
    void readsAnObjectThatIsFarTooLargeWithoutKeepingIt() throws Exception {
        String large =
                "{\"values\":[" + "1,".repeat(100_000) + "1],\"x\":[[[" + "[1],".repeat(1_000) + "1]]],\"host\":\"h\"}";

        assertThat(desk.post(Dialect.V5, "[" + large + "," + GOOD + "]")).hasSize(1);
        assertThat(desk.refused(Refused.Reason.TOO_LARGE)).isEqualTo(1);
    }

    @Test
    void refusesWhatIsNestedTooDeepOrHasTextsThatAreTooLong() throws Exception {
        for (String wrong : List.of("[".repeat(1_000), "{\"host\":\"" + "h".repeat(100_000) + "\"}")) {
            assertThat(desk.post(Dialect.V5, "[" + GOOD + "," + wrong)).hasSize(1);
        }
    }

    @Test
    void readsANotificationOfAPluginWithAnInstance() throws Exception {
        desk.post(Dialect.V5, """
                [{"labels":{"alertname":"collectd_df_df_complex","instance":"h","severity":"WARNING","service":"collectd",
                "df":"root","type":"free"},"annotations":{"summary":"Low"},"startsAt":"2026-11-22T22:09:33.5Z"}]
                """);

        assertThat(desk.notifications)
                .containsExactly(new Notification(
                        "warning",
                        Instant.parse("2026-11-22T22:09:33.5Z"),
                        "h",
                        "df",
                        "root",
                        "df_complex",
                        "free",
                        "Low"));
    }
}
