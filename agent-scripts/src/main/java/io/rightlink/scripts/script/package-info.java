/** Scripts: what they say of themselves, and the catalogue of those that have a name. */
@NullMarked
package io.rightlink.scripts.script;

import org.jspecify.annotations.NullMarked;
