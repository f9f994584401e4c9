/** Commands that aren't the agent. */
@NullMarked
package io.rightlink.app.command;

import org.jspecify.annotations.NullMarked;
