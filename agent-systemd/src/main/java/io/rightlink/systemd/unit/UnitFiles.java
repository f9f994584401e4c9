package io.rightlink.systemd.unit;

import io.rightlink.systemd.bus.SystemBus;
import io.rightlink.systemd.bus.UnitFile;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The unit files that systemd finds, by their names. To look through its directories takes systemd a tenth of a second and more, so its
 * answer is kept until it says that they changed, or for {@link #LONGEST}: what was changed past systemd it tells nobody. Safe for any
 * thread.
 */
final class UnitFiles {

    private static final Duration LONGEST = Duration.ofMinutes(1);

    /** @param change how many changes had been told of when systemd was asked */
    private record Answer(Map<String, UnitFile> files, long change, Instant until) {}

    private final SystemBus bus;
    private final Clock clock;
    private final AtomicLong changes = new AtomicLong();
    private volatile @Nullable Answer kept;

    UnitFiles(SystemBus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
        bus.onUnitFilesChanged(this::forget);
    }

    /** Returns the files, {@code ssh.service} or {@code getty@.service}. */
    Map<String, UnitFile> byName() {
        Answer answer = kept;
        if (answer == null
                || answer.change() != changes.get()
                || clock.instant().isAfter(answer.until())) {
            answer = ask();
            kept = answer;
        }
        return answer.files();
    }

    /** Makes the next caller ask systemd again. */
    void forget() {
        changes.incrementAndGet();
    }

    private Answer ask() {
        long change = changes.get();
        Map<String, UnitFile> files = bus.manager().ListUnitFiles().stream()
                .collect(Collectors.toMap(UnitFiles::nameOf, Function.identity(), (first, _) -> first));
        return new Answer(files, change, clock.instant().plus(LONGEST));
    }

    private static String nameOf(UnitFile file) {
        return String.valueOf(Path.of(file.path).getFileName());
    }
}
