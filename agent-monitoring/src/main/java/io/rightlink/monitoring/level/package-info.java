/** How much is measured without being asked, as the operator wants it. */
@NullMarked
package io.rightlink.monitoring.level;

import org.jspecify.annotations.NullMarked;
