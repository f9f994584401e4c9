/** Who did what, in a log that shows if it was changed. */
@NullMarked
package io.rightlink.core.audit;

import org.jspecify.annotations.NullMarked;
