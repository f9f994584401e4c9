/** What a collectd sends, in each of its forms. */
@NullMarked
package io.rightlink.monitoring.collectd;

import org.jspecify.annotations.NullMarked;
