package io.rightlink.scripts.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;

/**
 * Makes named pipes, which Java can open but not make. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man3/mkfifo.3.html">mkfifo(3)</a>
 */
final class NamedPipes {

    private static final int OWNER_ONLY = 0600;

    @SuppressWarnings("restricted") // granted to the agent by --enable-native-access
    private static final MethodHandle MKFIFO = Linker.nativeLinker()
            .downcallHandle(
                    Linker.nativeLinker().defaultLookup().findOrThrow("mkfifo"),
                    FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT));

    private NamedPipes() {}

    /** Makes a pipe that only the agent's user may open. */
    static void create(Path path) throws IOException {
        if (mkfifo(path) != 0) {
            throw new IOException("Cannot make the named pipe " + path);
        }
    }

    private static int mkfifo(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = arena.allocateFrom(path.toString());
            return (int) MKFIFO.invokeExact(name, OWNER_ONLY);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call mkfifo", e);
        }
    }
}
