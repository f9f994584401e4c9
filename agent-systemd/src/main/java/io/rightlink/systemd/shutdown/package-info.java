/** Whether the host goes down. */
@NullMarked
package io.rightlink.systemd.shutdown;

import org.jspecify.annotations.NullMarked;
