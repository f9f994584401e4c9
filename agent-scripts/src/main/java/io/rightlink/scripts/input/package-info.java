/** What scripts are given in their environment. */
@NullMarked
package io.rightlink.scripts.input;

import org.jspecify.annotations.NullMarked;
