/** What the agent was told at its instance's birth: who it is, and where its platform is. */
@NullMarked
package io.rightlink.core.identity;

import org.jspecify.annotations.NullMarked;
