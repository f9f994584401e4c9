/** The host that the agent manages, seen through its files. */
@NullMarked
package io.rightlink.core.host;

import org.jspecify.annotations.NullMarked;
