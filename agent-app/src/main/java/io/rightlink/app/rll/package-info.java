/** RightLink 10's own API, {@code /rll}, as an adapter onto the facades of the rooms. */
@NullMarked
package io.rightlink.app.rll;

import org.jspecify.annotations.NullMarked;
