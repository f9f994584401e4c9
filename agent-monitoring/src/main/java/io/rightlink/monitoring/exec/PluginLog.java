package io.rightlink.monitoring.exec;

import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the log of a plugin, so much in a minute, and what it left out. Safe for any thread. */
final class PluginLog {

    private static final Logger LOG = LoggerFactory.getLogger(PluginLog.class);
    private static final int MOST_A_MINUTE = 20;
    private static final long MINUTE_NANOS = 60_000_000_000L;
    private static final int LONGEST = 300;

    private final String plugin;
    private final LongSupplier nanoTime;
    private long begun;
    private int told;
    private long untold;

    PluginLog(String plugin, LongSupplier nanoTime) {
        this.plugin = plugin;
        this.nanoTime = nanoTime;
        this.begun = nanoTime.getAsLong();
    }

    synchronized void warn(String what) {
        if (nanoTime.getAsLong() - begun >= MINUTE_NANOS) {
            begun = nanoTime.getAsLong();
            told = 0;
            if (untold > 0) {
                LOG.warn("The plugin '{}' had {} more to tell in the minute before", plugin, untold);
                untold = 0;
            }
        }
        if (told < MOST_A_MINUTE) {
            told++;
            LOG.warn("The plugin '{}' {}", plugin, readable(what));
        } else {
            untold++;
        }
    }

    private static String readable(String text) {
        String start = text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "…";
        return start.strip().replaceAll("\\p{Cntrl}", "?");
    }
}
