/** RightLink 10's alerts: clauses over the values under collectd's names, looked at on the host itself. */
@NullMarked
package io.rightlink.monitoring.alert;

import org.jspecify.annotations.NullMarked;
