/** RightLink 10's upgrade: another program goes on in the agent's process. */
@NullMarked
package io.rightlink.app.upgrade;

import org.jspecify.annotations.NullMarked;
