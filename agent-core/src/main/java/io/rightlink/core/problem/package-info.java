/** What can go wrong, by what the caller can do about it. */
@NullMarked
package io.rightlink.core.problem;

import org.jspecify.annotations.NullMarked;
