package io.rightlink.monitoring.alert;

import io.rightlink.monitoring.value.Origin;
import io.rightlink.monitoring.value.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** One value of one host that an alert looks at. */
record Sample(String host, Instant time, Duration interval, double value, boolean own) {

    /** Returns the value, or rate, of a data source; empty if there is none of this name, or no value. */
    static Optional<Sample> of(Reading reading, String source) {
        var values = reading.values();
        for (int i = 0; i < values.sources().size(); i++) {
            double value = reading.rates().get(i);
            if (values.sources().get(i).name().equals(source) && !Double.isNaN(value)) {
                return Optional.of(new Sample(
                        values.id().host(),
                        values.time(),
                        values.interval(),
                        value,
                        reading.origin() == Origin.BUILT_IN));
            }
        }
        return Optional.empty();
    }
}
