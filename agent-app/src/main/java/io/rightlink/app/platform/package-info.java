/** The platform's API, to which calls of scripts are passed on with the agent's own token. */
@NullMarked
package io.rightlink.app.platform;

import org.jspecify.annotations.NullMarked;
