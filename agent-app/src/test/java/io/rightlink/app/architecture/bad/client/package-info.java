/** Bad on purpose: it asks an agent, and knows Spring. */
@NullMarked
package io.rightlink.app.architecture.bad.client;

import org.jspecify.annotations.NullMarked;
