/** Values as collectd understands them: who they are of, what they mean, how fast they grow; those received, and the agent's own. */
@NullMarked
package io.rightlink.monitoring.value;

import org.jspecify.annotations.NullMarked;
