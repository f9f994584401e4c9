/** The commands that ask a running agent. They are over in a moment: nothing here starts, or knows, Spring. */
@NullMarked
package io.rightlink.app.client;

import org.jspecify.annotations.NullMarked;
