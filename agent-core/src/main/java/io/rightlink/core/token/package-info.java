/** Named tokens: what a caller shows to have a role, until it expires. */
@NullMarked
package io.rightlink.core.token;

import org.jspecify.annotations.NullMarked;
