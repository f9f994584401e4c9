/** Programs on the host itself, as units of their own that outlive the agent. */
@NullMarked
package io.rightlink.systemd.host;

import org.jspecify.annotations.NullMarked;
