/** The whole agent, installed on a real host. */
@NullMarked
package io.rightlink.deploy;

import org.jspecify.annotations.NullMarked;
