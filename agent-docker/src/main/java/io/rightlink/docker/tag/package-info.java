/** The inventory as RightLink 10 wrote it. */
@NullMarked
package io.rightlink.docker.tag;

import org.jspecify.annotations.NullMarked;
