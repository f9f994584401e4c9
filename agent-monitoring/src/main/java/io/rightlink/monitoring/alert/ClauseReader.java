package io.rightlink.monitoring.alert;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.monitoring.value.Identifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads a clause word by word: {@code If <plugin-instance/type-instance>.<data source> <comparison> <threshold> for <number> minutes Then
 * <escalate, grow or shrink> <name>}, as ServerTemplates have them. Keywords may be in capitals, the threshold in quotes, and a comma may
 * follow the minutes. For one thread.
 *
 * @see <a href="https://github.com/rightscale/right_st#readme">right_st, the tool for ServerTemplates</a>
 */
final class ClauseReader {

    private static final int LONGEST = 500;
    private static final Pattern BLANKS = Pattern.compile("\\s+");
    private static final Set<String> UNITS = Set.of("minutes", "minute", "min");
    private static final Pattern NUMBER = Pattern.compile("[1-9]\\d{0,5}");
    private static final long MOST_MINUTES = Duration.ofDays(365).toMinutes();

    private final List<String> words;
    private int at;

    ClauseReader(String text) {
        if (text.length() > LONGEST) {
            throw invalid("Cannot read the clause: it has more than " + LONGEST + " characters");
        }
        this.words = Arrays.asList(BLANKS.split(text.strip()));
    }

    /**
     * Reads the clause.
     *
     * @throws InvalidException if it isn't one; it says at which word, and what is expected there
     */
    Clause read() {
        keyword("If");
        String metric = next("what is compared, such as cpu-0/cpu-idle.value", ClauseReader::metric);
        Comparison comparison = next("one of > >= < <= == !=", Comparison::ofSign);
        Threshold threshold = threshold(comparison);
        keyword("for");
        Duration lasting = next("how many minutes, from 1 to " + MOST_MINUTES, ClauseReader::minutes);
        next("minutes", word -> Optional.of(word).filter(ClauseReader::isUnit));
        keyword("Then");
        AlertAction action = next("escalate, grow or shrink", AlertAction::ofWord);
        String target = target(action);
        int dot = metric.lastIndexOf('.');
        return new Clause(
                String.join(" ", words),
                metric.substring(0, dot),
                metric.substring(dot + 1),
                comparison,
                threshold,
                lasting,
                action,
                target);
    }

    private Threshold threshold(Comparison comparison) {
        String expected = comparison.isOfEquality() ? "a number, NaN, or the state of a server" : "a number";
        return next(
                expected, word -> Threshold.of(word).filter(found -> found.isNumber() || comparison.isOfEquality()));
    }

    /** Names have blanks in them, so that all that is left is the name. */
    private String target(AlertAction action) {
        String expected = action == AlertAction.ESCALATE ? "the name of an escalation" : "the tag to vote for";
        next(expected, Optional::of);
        String target = String.join(" ", words.subList(at - 1, words.size()));
        if (target.chars().anyMatch(Character::isISOControl)) {
            throw invalid("Cannot read the clause at word " + at + ": it has a control character");
        }
        return target;
    }

    private void keyword(String keyword) {
        next("'" + keyword + "'", word -> Optional.of(word).filter(keyword::equalsIgnoreCase));
    }

    private <T> T next(String expected, Function<String, Optional<T>> reader) {
        if (at >= words.size()) {
            throw invalid("Cannot read the clause: it ends after word " + at + ", and expected is " + expected);
        }
        String word = words.get(at++);
        return reader.apply(word)
                .orElseThrow(() -> invalid(
                        "Cannot read the clause at word " + at + " '" + shown(word) + "': expected is " + expected));
    }

    /** The last dot counts: the names of interfaces and containers have dots in them. */
    private static Optional<String> metric(String word) {
        int dot = word.lastIndexOf('.');
        if (dot < 0 || dot == word.length() - 1 || word.indexOf('/', dot) >= 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(word).filter(whole -> !Identifier.parse("host/" + word.substring(0, dot))
                    .toString()
                    .isEmpty());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static Optional<Duration> minutes(String word) {
        return Optional.of(word)
                .filter(number -> NUMBER.matcher(number).matches())
                .map(Long::valueOf)
                .filter(minutes -> minutes <= MOST_MINUTES)
                .map(Duration::ofMinutes);
    }

    private static boolean isUnit(String word) {
        String unit = word.endsWith(",") ? word.substring(0, word.length() - 1) : word;
        return UNITS.stream().anyMatch(unit::equalsIgnoreCase);
    }

    private static String shown(String word) {
        return word.codePoints()
                .map(c -> Character.isISOControl(c) ? '?' : c)
                .limit(100)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static InvalidException invalid(String detail) {
        return new InvalidException("invalid-alert-clause", detail);
    }
}
