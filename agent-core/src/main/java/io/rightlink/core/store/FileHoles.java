package io.rightlink.core.store;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Path;

/**
 * Makes holes in files, which Java can read but not make. Stateless; safe for any thread.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/fallocate.2.html">fallocate(2), FALLOC_FL_PUNCH_HOLE</a>
 */
public final class FileHoles {

    private static final int O_WRONLY = 1;
    private static final int O_CLOEXEC = 0x80000;
    private static final int KEEP_SIZE_AND_PUNCH_HOLE = 1 | 2;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    private static final MethodHandle OPEN = function(
            "open",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.captureCallState("errno"),
            Linker.Option.firstVariadicArg(2));
    private static final MethodHandle FALLOCATE = function(
            "fallocate",
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_INT,
                    ValueLayout.JAVA_LONG,
                    ValueLayout.JAVA_LONG),
            Linker.Option.captureCallState("errno"));
    private static final MethodHandle CLOSE =
            function("close", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.JAVA_INT));

    private FileHoles() {}

    /**
     * Gives back the room that a part of a file takes: it reads as zeros from then on, and the file is as long as before.
     *
     * @param from the part's first byte
     * @param until the first byte behind it
     * @throws IOException if there is no such file, or its file system can't do that, with the kernel's number for why
     */
    public static void punch(Path file, long from, long until) throws IOException {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int descriptor =
                    (int) OPEN.invokeExact(state, arena.allocateFrom(file.toString()), O_WRONLY | O_CLOEXEC, 0);
            require(descriptor >= 0, state, "open", file);
            try {
                int status =
                        (int) FALLOCATE.invokeExact(state, descriptor, KEEP_SIZE_AND_PUNCH_HOLE, from, until - from);
                require(status == 0, state, "free a part of", file);
            } finally {
                int _ = (int) CLOSE.invokeExact(descriptor);
            }
        } catch (IOException | RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call the C library", e);
        }
    }

    private static void require(boolean done, MemorySegment state, String what, Path file) throws IOException {
        if (!done) {
            throw new IOException("Cannot " + what + " " + file + ": errno " + (int) ERRNO.get(state, 0L));
        }
    }

    @SuppressWarnings("restricted") // granted to the agent by --enable-native-access
    private static MethodHandle function(String name, FunctionDescriptor shape, Linker.Option... options) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), shape, options);
    }
}
