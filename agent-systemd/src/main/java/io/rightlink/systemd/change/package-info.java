/** Changes of unit files that either hold or leave no trace. */
@NullMarked
package io.rightlink.systemd.change;

import org.jspecify.annotations.NullMarked;
