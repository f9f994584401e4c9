/** Where a program can be run. */
@NullMarked
package io.rightlink.core.placement;

import org.jspecify.annotations.NullMarked;
