/** The local listener: where the agent is reached, and by whom. */
@NullMarked
package io.rightlink.app.listener;

import org.jspecify.annotations.NullMarked;
