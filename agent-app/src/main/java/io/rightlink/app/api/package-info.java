/** What the agent says of its own API. */
@NullMarked
package io.rightlink.app.api;

import org.jspecify.annotations.NullMarked;
