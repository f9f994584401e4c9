package io.rightlink.monitoring.host;

import io.rightlink.core.host.DeviceNumber;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a file system may be asked how full it is.
 *
 * @param number of the file system that has to be there, {@code 254:0}; empty where it is known to be
 */
record Place(Path path, Optional<String> number) {

    /** Asks; empty if it can't be told, or if another file system is there. Blocks as long as the file system does. */
    Optional<Space> space() {
        return number.isEmpty() || number.equals(numberThere()) ? Libc.statvfs(path) : Optional.empty();
    }

    private Optional<String> numberThere() {
        try {
            return Optional.of(DeviceNumber.of(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
