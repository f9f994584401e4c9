/** Times as callers write them. */
@NullMarked
package io.rightlink.core.time;

import org.jspecify.annotations.NullMarked;
