/** The host, measured from its kernel's files under node_exporter's names: one reader per file. */
@NullMarked
package io.rightlink.monitoring.host;

import org.jspecify.annotations.NullMarked;
