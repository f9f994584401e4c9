/**
 * systemd's D-Bus errors. dbus-java finds the exception for an error by the error's own name, and loses the name of one that has no
 * class: hence this package.
 */
@NullMarked
package org.freedesktop.systemd1;

import org.jspecify.annotations.NullMarked;
