/** The life of a host: the scripts of its boot, once for each boot, and those of its way down. */
@NullMarked
package io.rightlink.scripts.boot;

import org.jspecify.annotations.NullMarked;
