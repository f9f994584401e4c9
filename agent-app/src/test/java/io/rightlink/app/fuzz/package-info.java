/** Requests that nobody means, and what an agent may answer to them. */
@NullMarked
package io.rightlink.app.fuzz;

import org.jspecify.annotations.NullMarked;
