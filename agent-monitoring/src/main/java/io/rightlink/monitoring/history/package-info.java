/** The agent's own short-term history of what is measured and received, on disk, bounded in time and size. */
@NullMarked
package io.rightlink.monitoring.history;

import org.jspecify.annotations.NullMarked;
