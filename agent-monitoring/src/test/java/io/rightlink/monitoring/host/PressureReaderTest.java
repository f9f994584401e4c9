package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.optional;

class PressureReaderTest extends ReaderContract {

    PressureReaderTest() {
        super(
                PressureReader::new,
                "node_pressure_.*",
                optional("/proc/pressure/cpu")
                        .refused(
                                "some avg10=0.00 avg60=0.00 avg300=0.00\n",
                                "some avg10=0.00 avg60=0.00 avg300=0.00 sum=1\n",
                                "full avg10=0.00 avg60=0.00 avg300=0.00 total=7\n"),
                optional("/proc/pressure/io"),
                optional("/proc/pressure/memory"));
    }
}
