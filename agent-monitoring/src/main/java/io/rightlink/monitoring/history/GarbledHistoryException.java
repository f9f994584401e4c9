package io.rightlink.monitoring.history;

/** The database can be read, and what is in it isn't what the history writes. */
final class GarbledHistoryException extends RuntimeException {
    GarbledHistoryException(String message) {
        super(message);
    }
}
