/** The host's systemd units. */
@NullMarked
package io.rightlink.systemd.unit;

import org.jspecify.annotations.NullMarked;
