/** Who this host is to the platform's time series storage, as RightLink 10 had it. */
@NullMarked
package io.rightlink.monitoring.tss;

import org.jspecify.annotations.NullMarked;
