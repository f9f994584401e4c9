/** The agent and the host it runs programs on. */
@NullMarked
package io.rightlink.app.host;

import org.jspecify.annotations.NullMarked;
