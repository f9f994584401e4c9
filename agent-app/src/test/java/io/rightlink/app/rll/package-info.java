/** RightLink 10's API over a socket. */
@NullMarked
package io.rightlink.app.rll;

import org.jspecify.annotations.NullMarked;
