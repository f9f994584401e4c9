/** The ServerTemplate: which scripts a host runs at its boot, in operation, and on its way down. */
@NullMarked
package io.rightlink.scripts.template;

import org.jspecify.annotations.NullMarked;
