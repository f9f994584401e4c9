/** Programs that measure what the agent doesn't know, as collectd's exec plugin runs them. */
@NullMarked
package io.rightlink.monitoring.exec;

import org.jspecify.annotations.NullMarked;
