/** Classes that break the rules of the house, to show that they bite. */
@NullMarked
package io.rightlink.app.architecture.bad;

import org.jspecify.annotations.NullMarked;
