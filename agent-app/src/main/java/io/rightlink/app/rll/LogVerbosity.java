package io.rightlink.app.rll;

import io.rightlink.core.problem.InvalidException;
import java.util.List;
import java.util.Locale;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * How much the agent's own code logs, until the agent ends. Never that of the libraries below it: what those say at their lowest level has
 * secrets in it. Safe for any thread.
 */
final class LogVerbosity {

    private static final Logger LOG = LoggerFactory.getLogger(LogVerbosity.class);
    private static final String LOGGER = "io.rightlink";
    private static final List<LogLevel> LEVELS = List.of(LogLevel.DEBUG, LogLevel.INFO, LogLevel.WARN, LogLevel.ERROR);

    private final LoggingSystem logging;

    LogVerbosity(LoggingSystem logging) {
        this.logging = logging;
    }

    /** Returns {@code info}, say. */
    String get() {
        Logger ours = LoggerFactory.getLogger(LOGGER);
        if (ours.isDebugEnabled()) {
            return label(LogLevel.DEBUG);
        } else if (ours.isInfoEnabled()) {
            return label(LogLevel.INFO);
        }
        return label(ours.isWarnEnabled() ? LogLevel.WARN : LogLevel.ERROR);
    }

    /**
     * Sets it, in effect at once.
     *
     * @throws InvalidException if there is no such level
     */
    void set(String label) {
        LogLevel wanted = LEVELS.stream()
                .filter(level -> label(level).equalsIgnoreCase(label))
                .findFirst()
                .orElseThrow(() -> new InvalidException(
                        "invalid-body",
                        "Cannot set log_level: the body is one of "
                                + LEVELS.stream().map(LogVerbosity::label).toList()));
        String before = get();
        logging.setLogLevel(LOGGER, wanted);
        LOG.warn("The log level is {}, and was {}", get(), before);
    }

    private static String label(LogLevel level) {
        return level.name().toLowerCase(Locale.ROOT);
    }
}
