/** D-Bus errors that dbus-java doesn't know by itself: it makes an error's exception by the error's name. */
@NullMarked
package org.freedesktop.dbus.errors;

import org.jspecify.annotations.NullMarked;
