package io.rightlink.monitoring.host;

import static io.rightlink.monitoring.host.ReadFile.needed;

class FilefdReaderTest extends ReaderContract {

    FilefdReaderTest() {
        super(
                FilefdReader::new,
                "node_filefd_.*",
                needed("/proc/sys/fs/file-nr").refused("1\n", "1 2\n"));
    }
}
