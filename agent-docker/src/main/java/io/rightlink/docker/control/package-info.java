/** How much the agent has to do with Docker, as the operator wants it. */
@NullMarked
package io.rightlink.docker.control;

import org.jspecify.annotations.NullMarked;
