package io.rightlink.monitoring.internal;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class RationedLogTest {

    private static final long MINUTE = 60_000_000_000L;

    private final Logger logger = (Logger) LoggerFactory.getLogger(RationedLogTest.class);
    private final ListAppender<ILoggingEvent> told = new ListAppender<>();
    private long nanos = 5;
    private final RationedLog log = new RationedLog(logger, "It says", 2, () -> nanos);

    @BeforeEach
    void listen() {
        told.start();
        logger.addAppender(told);
    }

    @AfterEach
    void leave() {
        logger.detachAppender(told);
    }

    @Test
    void tellsSoMuchInAMinuteAndThenHowMuchItLeftOut() {
        List.of("a", "b", "c", "d").forEach(log::warn);
        nanos += MINUTE - 1;
        log.warn("e");
        assertThat(lines()).containsExactly("It says a", "It says b");

        nanos += 1;
        log.warn("f");
        log.warn("g");
        assertThat(lines().subList(2, 4))
                .containsExactly("It says f (and 3 more before, which aren't told)", "It says g");
    }

    @Test
    void keepsToOneLineOfSomeLength() {
        log.warn("a\nb\u001b[31m" + "x".repeat(1_000));

        assertThat(lines().getFirst())
                .startsWith("It says a?b?[31mxxx")
                .endsWith("…")
                .hasSizeLessThan(320);
    }

    private List<String> lines() {
        return told.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
