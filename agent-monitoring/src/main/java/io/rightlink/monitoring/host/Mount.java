package io.rightlink.monitoring.host;

import io.rightlink.core.host.MountPoints;
import io.rightlink.monitoring.internal.Words;

/**
 * A line of {@code /proc/<pid>/mountinfo}.
 *
 * @param number the file system's, {@code 254:0}
 * @param point where it is mounted
 * @param device what is mounted, {@code /dev/vda}
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_mountinfo.5.html">proc_pid_mountinfo(5)</a>
 */
record Mount(String number, String point, String type, String device, boolean readOnly) {

    private static final String READ_ONLY = "ro";

    /** {@code 36 35 98:0 /mnt1 /mnt2 rw,noatime master:1 - ext3 /dev/root rw,errors=continue}. */
    static Mount read(Words words) {
        words.skip(2);
        String number = words.next();
        words.skip(1);
        String point = MountPoints.unescape(words.next());
        boolean readOnly = isReadOnly(words.next());
        while (!words.next().equals("-")) {
            // any number of optional fields
        }
        String type = words.next();
        String device = words.next();
        return new Mount(number, point, type, device, readOnly || isReadOnly(words.next()));
    }

    private static boolean isReadOnly(String options) {
        return options.equals(READ_ONLY) || options.startsWith(READ_ONLY + ",");
    }
}
