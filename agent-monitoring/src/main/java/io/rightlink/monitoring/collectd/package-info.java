/** What a collectd sends: its plain text and its JSON over HTTP, and its binary protocol over UDP. */
@NullMarked
package io.rightlink.monitoring.collectd;

import org.jspecify.annotations.NullMarked;
