/** What the agent measures, under collectd's names: each plugin of collectd's that it stands in for has a class of its own. */
@NullMarked
package io.rightlink.monitoring.builtin;

import org.jspecify.annotations.NullMarked;
