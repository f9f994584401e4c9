/** The connection to systemd over the system bus. Internal to this module: only here does dbus-java appear in public types. */
@NullMarked
package io.rightlink.systemd.bus;

import org.jspecify.annotations.NullMarked;
