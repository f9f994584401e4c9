/** What callers have set, kept. */
@NullMarked
package io.rightlink.core.setting;

import org.jspecify.annotations.NullMarked;
