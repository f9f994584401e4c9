/** The images of this host's Docker engine. */
@NullMarked
package io.rightlink.docker.image;

import org.jspecify.annotations.NullMarked;
