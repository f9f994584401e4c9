/** The journal of the host's units. */
@NullMarked
package io.rightlink.systemd.journal;

import org.jspecify.annotations.NullMarked;
