/** Half of a cycle. */
@NullMarked
package io.rightlink.app.architecture.bad.one;

import org.jspecify.annotations.NullMarked;
