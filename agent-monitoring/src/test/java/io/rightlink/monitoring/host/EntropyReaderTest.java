package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;

class EntropyReaderTest extends ReaderContract {

    EntropyReaderTest() {
        super(
                EntropyReader::new,
                "node_entropy_.*",
                needed("/proc/sys/kernel/random/entropy_avail"),
                needed("/proc/sys/kernel/random/poolsize"));
    }
}
