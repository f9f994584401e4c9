package io.rightlink.core.process;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;

/**
 * The processes of a group, which Java knows nothing of: those, too, whose parent is gone. Immutable.
 *
 * @param leader the process id of its leader, which is the group's id
 * @see <a href="https://man7.org/linux/man-pages/man2/kill.2.html">kill(2)</a>
 */
record ProcessGroup(long leader) {

    static final int SIGTERM = 15;
    static final int SIGKILL = 9;

    @SuppressWarnings("restricted") // granted to the agent by --enable-native-access
    private static final MethodHandle KILL = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("kill"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    /** Signals every member at once; does nothing if there is none left. */
    void signal(int signal) {
        try {
            int _ = (int) KILL.invokeExact((int) -leader, signal);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call kill", e);
        }
    }

    /** Tells whether a process is a member. */
    boolean contains(ProcessHandle process) {
        return ProcessStat.of(process.pid())
                .filter(stat -> stat.group() == leader)
                .isPresent();
    }
}
