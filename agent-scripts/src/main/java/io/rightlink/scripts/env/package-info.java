/** Variables that every script finds in its environment. */
@NullMarked
package io.rightlink.scripts.env;

import org.jspecify.annotations.NullMarked;
