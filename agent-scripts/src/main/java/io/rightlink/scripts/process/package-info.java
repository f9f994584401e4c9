/** Programs as children of the agent. Nothing else in the agent starts a process. */
@NullMarked
package io.rightlink.scripts.process;

import org.jspecify.annotations.NullMarked;
