/** What a room that knows alerts says of them to the one that watches. */
@NullMarked
package io.rightlink.core.alert;

import org.jspecify.annotations.NullMarked;
