/** Putting the agent on a host, and taking it off again. */
@NullMarked
package io.rightlink.app.install;

import org.jspecify.annotations.NullMarked;
