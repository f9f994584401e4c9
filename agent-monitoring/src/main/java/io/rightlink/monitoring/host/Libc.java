package io.rightlink.monitoring.host;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.MethodHandle;
import java.nio.file.Path;
import java.util.Optional;

/** The C library's functions that Java has no equal of. Stateless; safe for any thread. */
final class Libc {

    /** glibc's struct statvfs on 64 bits begins with unsigned longs, in this order; all of it has 112 bytes. */
    private static final int FRAGMENT_BYTES = 1;

    private static final int BLOCKS = 2;
    private static final int BLOCKS_FREE = 3;
    private static final int BLOCKS_AVAILABLE = 4;
    private static final int FILES = 5;
    private static final int FILES_FREE = 6;
    private static final long STATVFS_BYTES = 112;

    private static final MethodHandle STATVFS =
            function("statvfs", FunctionDescriptor.of(ValueLayout.JAVA_INT, ValueLayout.ADDRESS, ValueLayout.ADDRESS));
    private static final MethodHandle GETPAGESIZE =
            function("getpagesize", FunctionDescriptor.of(ValueLayout.JAVA_INT));

    private Libc() {}

    /**
     * Asks how full the file system of {@code path} is; empty if it can't be told. Blocks as long as the file system does, which is for ever
     * where its server is gone.
     *
     * @see <a href="https://man7.org/linux/man-pages/man3/statvfs.3.html">statvfs(3)</a>
     */
    static Optional<Space> statvfs(Path path) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment space = arena.allocate(STATVFS_BYTES, Long.BYTES);
            int status = (int) STATVFS.invokeExact(arena.allocateFrom(path.toString()), space);
            return status == 0 ? Optional.of(space(space)) : Optional.empty();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call statvfs", e);
        }
    }

    /** Returns the size of a page of memory. */
    static int pageBytes() {
        try {
            return (int) GETPAGESIZE.invokeExact();
        } catch (Throwable e) {
            throw new IllegalStateException("Cannot call getpagesize", e);
        }
    }

    private static Space space(MemorySegment statvfs) {
        double fragmentBytes = unsigned(statvfs, FRAGMENT_BYTES);
        return new Space(
                unsigned(statvfs, BLOCKS) * fragmentBytes,
                unsigned(statvfs, BLOCKS_FREE) * fragmentBytes,
                unsigned(statvfs, BLOCKS_AVAILABLE) * fragmentBytes,
                unsigned(statvfs, FILES),
                unsigned(statvfs, FILES_FREE));
    }

    private static double unsigned(MemorySegment longs, int index) {
        long value = longs.getAtIndex(ValueLayout.JAVA_LONG, index);
        return value >= 0 ? value : 0x1p64 + value;
    }

    @SuppressWarnings("restricted") // granted to the agent by --enable-native-access
    private static MethodHandle function(String name, FunctionDescriptor shape) {
        return Linker.nativeLinker()
                .downcallHandle(Linker.nativeLinker().defaultLookup().findOrThrow(name), shape);
    }
}
