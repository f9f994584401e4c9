/** What the tests of every room share. */
@NullMarked
package io.rightlink.core.testing;

import org.jspecify.annotations.NullMarked;
