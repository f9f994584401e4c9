/** Assembles the foundation that every room stands on. */
@NullMarked
package io.rightlink.core;

import org.jspecify.annotations.NullMarked;
