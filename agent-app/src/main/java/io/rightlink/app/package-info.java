/** The agent as a program: its command line, and the list of its rooms. */
@NullMarked
package io.rightlink.app;

import org.jspecify.annotations.NullMarked;
