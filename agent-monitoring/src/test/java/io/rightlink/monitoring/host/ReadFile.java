package io.rightlink.monitoring.host;

import io.rightlink.monitoring.testing.RecordedHost;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A file that a reader reads.
 *
 * @param needed whether every kernel has it, so that it has to be told if it is missing
 * @param absentOn the recorded hosts that don't have it
 * @param example what is spoilt, where the recorded hosts' own says too little
 * @param refused what the kernel doesn't write there, besides what any file may suffer
 * @param spoilings what any file may suffer, and has to be told
 */
record ReadFile(
        String path,
        boolean needed,
        Set<RecordedHost> absentOn,
        Optional<String> example,
        List<String> refused,
        Set<Spoiling> spoilings) {

    /** A file that every kernel has. */
    static ReadFile needed(String path) {
        return new ReadFile(path, true, Set.of(), Optional.empty(), List.of(), EnumSet.allOf(Spoiling.class));
    }

    /** A file that not every kernel has. */
    static ReadFile optional(String path) {
        return new ReadFile(path, false, Set.of(), Optional.empty(), List.of(), EnumSet.allOf(Spoiling.class));
    }

    ReadFile absentOn(RecordedHost host) {
        return new ReadFile(path, needed, Set.of(host), example, refused, spoilings);
    }

    ReadFile spoiltFrom(String text) {
        return new ReadFile(path, needed, absentOn, Optional.of(text), refused, spoilings);
    }

    ReadFile refused(String... texts) {
        return new ReadFile(path, needed, absentOn, example, List.of(texts), spoilings);
    }

    /** Whatever its numbers are, none of them is shown. */
    ReadFile withoutNumbers() {
        return unharmedBy(Spoiling.LETTERS).unharmedBy(Spoiling.NEGATIVE).unharmedBy(Spoiling.OVERFLOWN);
    }

    ReadFile unharmedBy(Spoiling spoiling) {
        EnumSet<Spoiling> others = EnumSet.copyOf(spoilings);
        others.remove(spoiling);
        return new ReadFile(path, needed, absentOn, example, refused, others);
    }
}
