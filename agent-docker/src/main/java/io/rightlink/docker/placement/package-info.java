/** Programs in containers of their own, beside the agent's, that outlive the agent. */
@NullMarked
package io.rightlink.docker.placement;

import org.jspecify.annotations.NullMarked;
