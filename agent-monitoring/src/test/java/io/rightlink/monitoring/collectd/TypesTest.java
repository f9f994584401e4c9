package io.rightlink.monitoring.collectd;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TypesTest {

    private final Desk desk = new Desk();

    @Test
    void knowsTheTypesOfBoth() {
        Map<String, List<DataSource>> five = TypesText.read(Dialect.V5, List.of());
        Map<String, List<DataSource>> four = TypesText.read(Dialect.V4, List.of());

        assertThat(five)
                .hasSize(366)
                .containsEntry("percent", List.of(new DataSource("value", DataSourceType.GAUGE, 0, 100.1)));
        assertThat(five.get("ib_octets")).extracting(DataSource::name).containsExactly("rx", "tx");
        assertThat(four)
                .containsEntry("percent", List.of(new DataSource("percent", DataSourceType.GAUGE, 0, 100.1)))
                .containsEntry("cpu", List.of(new DataSource("value", DataSourceType.COUNTER, 0, 4_294_967_295.0)))
                .containsEntry("df_complex", five.getOrDefault("df_complex", List.of()));
    }

    @Test
    void readsFilesOfOnesOwn(@TempDir Path home) throws Exception {
        Path file = Files.writeString(home.resolve("types.db"), """
                # mine
                mine   a:GAUGE:U:5,  b:COUNTER:0:U
                load\tonly:GAUGE:0:U
                broken a:GAUGE
                worse
                """);

        Map<String, List<DataSource>> types = TypesText.read(Dialect.V5, List.of(file, home.resolve("none")));

        assertThat(types)
                .containsEntry(
                        "mine",
                        List.of(
                                new DataSource("a", DataSourceType.GAUGE, Double.NEGATIVE_INFINITY, 5),
                                new DataSource("b", DataSourceType.COUNTER, 0, Double.POSITIVE_INFINITY)))
                .doesNotContainKeys("broken", "worse")
                .hasEntrySatisfying("load", load -> assertThat(load).hasSize(1));
    }

    @Test
    void countsWhatIsUnknownAndKeepsNoMoreThanItShould() throws Exception {
        desk.types().of("nobodys", 2);
        assertThat(desk.meters.get("unknown").counter().count()).isEqualTo(1);

        List<DataSourceType> gauge = List.of(DataSourceType.GAUGE);
        for (int i = 0; i < 999; i++) {
            desk.types().own("nobodys", List.of("x" + i), gauge);
        }
        assertThatThrownBy(() -> desk.types().own("nobodys", List.of("y"), gauge))
                .isInstanceOf(Refused.class);
        assertThat(desk.types().own("load", List.of("x1"), gauge))
                .isSameAs(desk.types().own("a", List.of("x1"), gauge));
    }

    @Test
    void keepsNoNameThatIsTooLong() throws Exception {
        List<DataSourceType> gauge = List.of(DataSourceType.GAUGE);
        String longest = "x".repeat(127);

        assertThat(desk.types().own("nobodys", List.of(longest), gauge))
                .extracting(DataSource::name)
                .containsExactly(longest);
        assertThatThrownBy(() -> desk.types().own("nobodys", List.of(longest + "x"), gauge))
                .isInstanceOf(Refused.class)
                .hasMessage("a dsname has 128 characters, which is more than 127");
    }

    @Test
    void takesTheBoundsOfWhatIsCalledTheSame() throws Exception {
        assertThat(desk.types()
                        .own("if_octets", List.of("rx", "other"), List.of(DataSourceType.DERIVE, DataSourceType.GAUGE)))
                .containsExactly(
                        new DataSource("rx", DataSourceType.DERIVE, 0, Double.POSITIVE_INFINITY),
                        new DataSource("other", DataSourceType.GAUGE));
    }
}
