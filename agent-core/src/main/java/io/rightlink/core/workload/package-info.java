/** Which containers run, for rooms that don't know the engine. */
@NullMarked
package io.rightlink.core.workload;

import org.jspecify.annotations.NullMarked;
