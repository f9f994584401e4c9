/** Work that outlives a request. */
@NullMarked
package io.rightlink.core.job;

import org.jspecify.annotations.NullMarked;
