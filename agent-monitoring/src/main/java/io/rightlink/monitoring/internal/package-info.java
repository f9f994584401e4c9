/** How the kernel writes its figures, and what else several features of this room need. */
@NullMarked
package io.rightlink.monitoring.internal;

import org.jspecify.annotations.NullMarked;
