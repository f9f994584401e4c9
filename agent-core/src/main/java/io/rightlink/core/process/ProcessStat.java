package io.rightlink.core.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the kernel says of a process: {@code 4242 (sh) S 4241 4240 4240 0 -1 …}. Immutable.
 *
 * @param state a letter, such as {@code S} for sleeping and {@code Z} for ended, but not waited for
 * @param group the id of its process group
 * @param threads how many threads it has, its first, which may have ended before the others, among them
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_stat.5.html">proc_pid_stat(5)</a>
 */
record ProcessStat(char state, long group, int threads) {

    private static final int STATE = 3;
    private static final int GROUP = 5;
    private static final int THREADS = 20;

    /** Returns empty if there is no such process, or no more. */
    static Optional<ProcessStat> of(long process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process), "stat"));
            // the name, which is the second field, may have anything in it
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
            return Optional.of(new ProcessStat(
                    fields[0].charAt(0),
                    Long.parseLong(fields[GROUP - STATE]),
                    Integer.parseInt(fields[THREADS - STATE])));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Tells whether something of it goes on. */
    boolean isAlive() {
        return threads > 1 || (state != 'Z' && state != 'X');
    }
}
