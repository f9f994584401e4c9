/** RightLink 10's API over a socket. */
@NullMarked
package io.rightlink.app.upgrade;

import org.jspecify.annotations.NullMarked;
