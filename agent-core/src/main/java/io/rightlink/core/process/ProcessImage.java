package io.rightlink.core.process;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SegmentAllocator;
import java.lang.foreign.StructLayout;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What this process is: another program can take its place, with its id, its parent, its working directory and its three standard
 * streams. All else that it has open is closed, and its threads end. Stateless.
 *
 * @see <a href="https://man7.org/linux/man-pages/man2/execve.2.html">execve(2)</a>
 */
public final class ProcessImage {

    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");
    private static final int STANDARD_STREAMS = 3;
    private static final int F_SETFD = 2;
    private static final int FD_CLOEXEC = 1;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(MemoryLayout.PathElement.groupElement("errno"));

    @SuppressWarnings("restricted") // granted to the agent by --enable-native-access
    private static final MethodHandle EXECVE = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("execve"),
            FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS, ValueLayout.ADDRESS),
            Linker.Option.captureCallState("errno"));

    @SuppressWarnings("restricted") // granted to the agent by --enable-native-access
    private static final MethodHandle FCNTL = LINKER.downcallHandle(
            LINKER.defaultLookup().findOrThrow("fcntl"),
            FunctionDescriptor.of(
                    ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT, ValueLayout.JAVA_INT),
            Linker.Option.firstVariadicArg(2));

    private ProcessImage() {}

    /**
     * Becomes another program, and so returns only by its exception. Nothing that Java does at a process's end is done.
     *
     * @param command the program's file, and its arguments
     * @throws IOException if the kernel refuses, with its number for why; then the process goes on as it is
     */
    public static void replace(List<String> command, Map<String, String> environment) throws IOException {
        List<String> variables = environment.entrySet().stream()
                .map(variable -> variable.getKey() + "=" + variable.getValue())
                .toList();
        closeAtReplacement();
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            int _ = execve(
                    state, arena.allocateFrom(command.getFirst()), strings(command, arena), strings(variables, arena));
            throw new IOException("execve refuses '" + command.getFirst() + "': errno " + (int) ERRNO.get(state, 0L));
        }
    }

    /** Java's own files are marked so from their beginning, but not all that libraries and the JVM open are. */
    private static void closeAtReplacement() throws IOException {
        List<Integer> open = new ArrayList<>();
        try (Stream<Path> files = Files.list(DESCRIPTORS)) {
            files.map(file -> Integer.parseInt(String.valueOf(file.getFileName())))
                    .filter(number -> number >= STANDARD_STREAMS)
                    .forEach(open::add);
        }
        for (int number : open) {
            int _ = fcntl(number);
        }
    }

    private static MemorySegment strings(List<String> strings, SegmentAllocator memory) {
        MemorySegment array = memory.allocate(ValueLayout.ADDRESS, strings.size() + 1L);
        IntStream.range(0, strings.size())
                .forEach(i -> array.setAtIndex(ValueLayout.ADDRESS, i, memory.allocateFrom(strings.get(i))));
        array.setAtIndex(ValueLayout.ADDRESS, strings.size(), MemorySegment.NULL);
        return array;
    }

    private static int execve(
            MemorySegment state, MemorySegment file, MemorySegment arguments, MemorySegment environment) {
        try {
            return (int) EXECVE.invokeExact(state, file, arguments, environment);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call execve", e);
        }
    }

    private static int fcntl(int descriptor) {
        try {
            return (int) FCNTL.invokeExact(descriptor, F_SETFD, FD_CLOEXEC);
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call fcntl", e);
        }
    }
}
