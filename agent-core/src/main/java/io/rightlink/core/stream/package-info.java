/** Answers that go on: server-sent events. */
@NullMarked
package io.rightlink.core.stream;

import org.jspecify.annotations.NullMarked;
