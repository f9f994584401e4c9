/** What commands that end need of the agent: some of its rooms, for as long as they take. */
@NullMarked
package io.rightlink.app.command;

import org.jspecify.annotations.NullMarked;
