/** Recorded hosts, and what they look like when somebody scrapes them. */
@NullMarked
package io.rightlink.monitoring.testing;

import org.jspecify.annotations.NullMarked;
