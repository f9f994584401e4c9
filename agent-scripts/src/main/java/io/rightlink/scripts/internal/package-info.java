/** What several features of this room share. */
@NullMarked
package io.rightlink.scripts.internal;

import org.jspecify.annotations.NullMarked;
