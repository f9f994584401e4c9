/** What containers have written, as the engine keeps it. */
@NullMarked
package io.rightlink.docker.log;

import org.jspecify.annotations.NullMarked;
