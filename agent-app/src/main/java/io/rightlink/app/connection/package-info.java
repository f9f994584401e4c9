/** Connections to the listener: how many there may be, and how long each may take. */
@NullMarked
package io.rightlink.app.connection;

import org.jspecify.annotations.NullMarked;
