/** Calls that are passed on, to platforms that these tests are. */
@NullMarked
package io.rightlink.app.platform;

import org.jspecify.annotations.NullMarked;
