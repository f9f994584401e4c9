package io.rightlink.monitoring.level;

/** How much is measured without being asked, kept over restarts; {@link MonitoringLevel#ALL} until it is set. Safe for any thread. */
public interface MonitoringControl {
    MonitoringLevel level();

    /**
     * Sets it; it is on disk, and holds, when this returns.
     *
     * @throws org.springframework.dao.DataAccessException if it can't be written; then it is as it was
     */
    void set(MonitoringLevel level);
}
