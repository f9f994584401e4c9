/** Half of a cycle. */
@NullMarked
package io.rightlink.app.architecture.bad.two;

import org.jspecify.annotations.NullMarked;
