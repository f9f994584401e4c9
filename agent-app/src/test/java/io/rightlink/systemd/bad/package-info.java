/** Classes that break the rules of the house, to show that they bite. */
@NullMarked
package io.rightlink.systemd.bad;

import org.jspecify.annotations.NullMarked;
