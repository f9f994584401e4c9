/** The samples, as Prometheus scrapes them. */
@NullMarked
package io.rightlink.monitoring.prometheus;

import org.jspecify.annotations.NullMarked;
