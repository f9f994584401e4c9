/** The agent's durable state. */
@NullMarked
package io.rightlink.core.store;

import org.jspecify.annotations.NullMarked;
