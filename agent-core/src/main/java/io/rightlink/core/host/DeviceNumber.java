package io.rightlink.core.host;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The numbers by which the kernel knows file systems: {@code 254:0}, as in {@code /proc/<pid>/mountinfo}. Stateless. */
public final class DeviceNumber {

    private DeviceNumber() {}

    /** Returns the number of the file system that a file is on. */
    public static String of(Path file) throws IOException {
        return text((long) Files.getAttribute(file, "unix:dev"));
    }

    /** As glibc's major(3) and minor(3). */
    private static String text(long device) {
        long major = (device >>> 8 & 0xfff) | (device >>> 32 & ~0xfffL);
        long minor = (device & 0xff) | (device >>> 12 & 0xffff_ff00L);
        return major + ":" + minor;
    }
}
