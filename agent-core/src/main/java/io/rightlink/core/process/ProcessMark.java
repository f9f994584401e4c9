package io.rightlink.core.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Stream;

/**
 * A variable in the environment of a process, which all that descends from it has, too, wherever it has gone: a daemon has a session,
 * a group and a parent that tell nothing of where it came from. Lost is what was given another environment, and what runs as
 * another user where the agent may not look into others' processes. Immutable.
 *
 * @param variable as it is there, {@code NAME=value}
 * @param since what was started before has it from elsewhere
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_environ.5.html">proc_pid_environ(5)</a>
 */
record ProcessMark(String variable, Optional<Instant> since) {

    private static final Path PROC = Path.of("/proc");

    /** Returns those that have it now, without the agent. The newest are looked at first, before they make others and are gone. */
    Stream<ProcessHandle> bearers() {
        long agent = ProcessHandle.current().pid();
        return processes().stream()
                .sorted(Comparator.reverseOrder())
                .filter(process -> process != agent && isIn(process))
                .flatMap(process -> ProcessHandle.of(process).stream())
                .filter(this::isYoung);
    }

    private static List<Long> processes() {
        try (Stream<Path> files = Files.list(PROC)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> Character.isDigit(name.charAt(0)))
                    .map(Long::valueOf)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot list the processes", e);
        }
    }

    private boolean isYoung(ProcessHandle process) {
        Optional<Instant> start = process.info().startInstant();
        return since.isEmpty() || start.isEmpty() || !start.get().isBefore(since.get());
    }

    /** A process whose environment can't be read has ended, or is none of ours to look into. */
    private boolean isIn(long pid) {
        Path environment = PROC.resolve(Long.toString(pid)).resolve("environ");
        try (Scanner variables = new Scanner(environment, StandardCharsets.ISO_8859_1).useDelimiter("\0")) {
            return variables.tokens().anyMatch(variable::equals);
        } catch (IOException e) {
            return false;
        }
    }
}
