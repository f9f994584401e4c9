/** The hiding of credentials in what scripts write. */
@NullMarked
package io.rightlink.scripts.mask;

import org.jspecify.annotations.NullMarked;
