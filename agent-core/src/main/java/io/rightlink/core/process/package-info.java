/** Processes on the agent's side. Nothing else in the agent starts one. */
@NullMarked
package io.rightlink.core.process;

import org.jspecify.annotations.NullMarked;
