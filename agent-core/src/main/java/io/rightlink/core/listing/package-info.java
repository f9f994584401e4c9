/** Lists that say as of when they are true. */
@NullMarked
package io.rightlink.core.listing;

import org.jspecify.annotations.NullMarked;
