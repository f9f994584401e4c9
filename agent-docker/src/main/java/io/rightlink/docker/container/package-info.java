/** The containers of this host's Docker engine. */
@NullMarked
package io.rightlink.docker.container;

import org.jspecify.annotations.NullMarked;
