/** The description of the API, and that it is true. */
@NullMarked
package io.rightlink.app.api;

import org.jspecify.annotations.NullMarked;
