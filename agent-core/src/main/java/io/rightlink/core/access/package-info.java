/** Who may do what: a role on every endpoint. */
@NullMarked
package io.rightlink.core.access;

import org.jspecify.annotations.NullMarked;
