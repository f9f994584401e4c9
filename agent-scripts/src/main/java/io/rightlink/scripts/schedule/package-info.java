/** Scripts that run on schedule, and what became of each time at which one was due. */
@NullMarked
package io.rightlink.scripts.schedule;

import org.jspecify.annotations.NullMarked;
