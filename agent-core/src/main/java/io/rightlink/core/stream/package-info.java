/** Answers that go on: server-sent events, and those who read them. */
@NullMarked
package io.rightlink.core.stream;

import org.jspecify.annotations.NullMarked;
