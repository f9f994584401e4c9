package io.rightlink.monitoring.host;

/**
 * How full a file system is.
 *
 * @param freeBytes what root could still write
 * @param availableBytes what others could still write
 * @param files that there can be at most; 0 where there is no such limit
 */
record Space(double sizeBytes, double freeBytes, double availableBytes, double files, double filesFree) {}
