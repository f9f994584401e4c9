/** How the kernel writes its figures, for every reader of this room. */
@NullMarked
package io.rightlink.monitoring.internal;

import org.jspecify.annotations.NullMarked;
