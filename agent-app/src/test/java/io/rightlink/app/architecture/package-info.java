/** The rules of the house, and that it keeps them. */
@NullMarked
package io.rightlink.app.architecture;

import org.jspecify.annotations.NullMarked;
