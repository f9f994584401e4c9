package io.rightlink.systemd.unit;

import io.rightlink.core.problem.InvalidException;
import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Stream;

/** Which units a caller wants to see: by name, and by state. Immutable. */
final class UnitFilter implements Predicate<UnitSummary> {

    private final List<PathMatcher> patterns;
    private final Set<String> states;

    /**
     * @param patterns shell globs over names; none for all
     * @param states load, active, sub or unit file states, any of them; none for all
     * @throws InvalidException if a pattern isn't one
     */
    UnitFilter(List<String> patterns, List<String> states) {
        this.patterns = patterns.stream().map(UnitFilter::matcher).toList();
        this.states = Set.copyOf(states);
    }

    @Override
    public boolean test(UnitSummary unit) {
        return hasName(unit.name()) && hasState(unit);
    }

    private boolean hasName(String name) {
        return patterns.isEmpty() || patterns.stream().anyMatch(pattern -> pattern.matches(Path.of(name)));
    }

    private boolean hasState(UnitSummary unit) {
        return states.isEmpty()
                || Stream.of(unit.loadState(), unit.activeState(), unit.subState(), unit.unitFileState())
                        .filter(Objects::nonNull)
                        .anyMatch(states::contains);
    }

    /** A backslash is a letter of a unit's name, {@code \x2d}, and means nothing else. */
    private static PathMatcher matcher(String pattern) {
        try {
            return FileSystems.getDefault().getPathMatcher("glob:" + pattern.replace("\\", "\\\\"));
        } catch (PatternSyntaxException e) {
            throw new InvalidException(
                    "invalid-filter", "'" + pattern + "' is not a shell's pattern: " + e.getDescription());
        }
    }
}
