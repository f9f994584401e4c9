package io.rightlink.monitoring.forward;

import io.rightlink.monitoring.value.DataSource;
import io.rightlink.monitoring.value.DataSourceType;
import io.rightlink.monitoring.value.Identifier;
import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import io.rightlink.monitoring.value.ValueList;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Readings whose value is a number that tells them apart. */
final class Numbered {

    private Numbered() {}

    static Reading reading(Origin origin, long number) {
        return new Reading(
                origin,
                new ValueList(
                        Identifier.parse("h/numbers/gauge"),
                        Instant.ofEpochSecond(1_795_344_592),
                        Duration.ofSeconds(10),
                        List.of(new DataSource("value", DataSourceType.GAUGE)),
                        List.of((double) number)),
                List.of((double) number));
    }

    /** Returns the numbers of lines such as {@code PUTVAL h/numbers/gauge interval=10.000 1795344592.000:7}. */
    static List<Long> of(List<String> lines) {
        return lines.stream()
                .map(line -> Long.valueOf(line.substring(line.lastIndexOf(':') + 1)))
                .toList();
    }
}
