/** Programs as children of the agent. */
@NullMarked
package io.rightlink.scripts.process;

import org.jspecify.annotations.NullMarked;
