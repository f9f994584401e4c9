/** The commands that ask an agent. */
@NullMarked
package io.rightlink.app.client;

import org.jspecify.annotations.NullMarked;
