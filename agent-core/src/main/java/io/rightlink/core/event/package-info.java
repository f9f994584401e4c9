/** What happens on this host, as it is told to those who follow it. */
@NullMarked
package io.rightlink.core.event;

import org.jspecify.annotations.NullMarked;
