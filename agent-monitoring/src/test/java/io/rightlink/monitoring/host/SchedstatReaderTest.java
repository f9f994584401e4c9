package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.optional;

import io.rightlink.monitoring.testing.RecordedHost;

class SchedstatReaderTest extends ReaderContract {

    SchedstatReaderTest() {
        super(
                SchedstatReader::new,
                "node_schedstat_.*",
                optional("/proc/schedstat")
                        .absentOn(RecordedHost.V1)
                        .refused("version 15\n", "cpu0 0 0 0 0 0 0 7 5\n", "cpu0 0 0 0 0 0 0 7 x 9\n"));
    }
}
