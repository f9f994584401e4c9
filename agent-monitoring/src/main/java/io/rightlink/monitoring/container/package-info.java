/** The containers, measured from their control groups under cAdvisor's names. */
@NullMarked
package io.rightlink.monitoring.container;

import org.jspecify.annotations.NullMarked;
