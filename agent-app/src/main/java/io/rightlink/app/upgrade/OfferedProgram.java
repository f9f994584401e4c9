package io.rightlink.app.upgrade;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.process.Programs;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Pattern;

/** A program that is said to be a RightLink. It is run to find out, so nobody but root may have had a hand in it. Immutable. */
final class OfferedProgram {

    private static final Pattern VERSION = Pattern.compile("RightLink \\d+\\.\\d+\\.\\d+\\S*");
    private static final int MOST_BYTES = 1024;
    private static final int PATIENCE_SECONDS = 30;
    private static final int WRITABLE_BY_OTHERS = 0022;
    private static final int STICKY = 01000;

    private final Path path;

    private OfferedProgram(Path path) {
        this.path = path;
    }

    /**
     * Finds it, where links lead.
     *
     * @throws InvalidException if the path isn't absolute, or what is there isn't a program of root's own
     */
    static OfferedProgram at(String path) throws IOException {
        Path named = parsed(path);
        if (!named.isAbsolute()) {
            throw invalid("is not an absolute path");
        }
        if (!Files.isRegularFile(named) || !Files.isExecutable(named)) {
            throw invalid("is not a program");
        }
        Path real = named.toRealPath();
        requireRootsOwn(real);
        return new OfferedProgram(real);
    }

    Path path() {
        return path;
    }

    /**
     * Returns what it says that it is, {@code RightLink 10.6.0}. Blocks until it has said it.
     *
     * @throws InvalidException if it is no RightLink
     */
    String version() throws InterruptedException {
        Process process = start();
        try {
            String said = said(process).strip();
            if (!VERSION.matcher(said).matches()
                    || !process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)
                    || process.exitValue() != 0) {
                throw invalid("is no RightLink: its --version doesn't print 'RightLink X.Y.Z'");
            }
            return said;
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private static Path parsed(String path) {
        try {
            return Path.of(path);
        } catch (InvalidPathException e) {
            throw invalid("is not a path");
        }
    }

    private static void requireRootsOwn(Path real) throws IOException {
        for (Path part = real; part != null; part = part.getParent()) {
            if (!isRootsOwn(part)) {
                throw invalid("can be changed by others than root: see '" + part + "'");
            }
        }
    }

    /** In a directory with the sticky bit nobody can replace what is root's. */
    private static boolean isRootsOwn(Path file) throws IOException {
        int mode = (int) Files.getAttribute(file, "unix:mode");
        boolean sticky = Files.isDirectory(file) && (mode & STICKY) != 0;
        return Integer.valueOf(0).equals(Files.getAttribute(file, "unix:uid"))
                && ((mode & WRITABLE_BY_OTHERS) == 0 || sticky);
    }

    private Process start() {
        try {
            return Programs.start(command());
        } catch (IOException e) {
            throw invalid("can't be run: " + e.getMessage());
        }
    }

    private ProcessBuilder command() {
        ProcessBuilder command = new ProcessBuilder(path.toString(), "--version")
                .directory(new File("/"))
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"));
        command.environment().clear();
        command.environment().put("PATH", "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin");
        return command;
    }

    private String said(Process process) throws InterruptedException {
        CompletableFuture<byte[]> output =
                CompletableFuture.supplyAsync(() -> beginning(process.getInputStream()), Thread::startVirtualThread);
        try {
            return new String(output.get(PATIENCE_SECONDS, TimeUnit.SECONDS), StandardCharsets.UTF_8);
        } catch (TimeoutException | ExecutionException e) {
            throw invalid("is no RightLink: its --version doesn't come to an end");
        }
    }

    private static byte[] beginning(InputStream output) {
        try (output) {
            return output.readNBytes(MOST_BYTES);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static InvalidException invalid(String why) {
        return new InvalidException("invalid-program", "Cannot upgrade: what 'exec' names " + why);
    }
}
