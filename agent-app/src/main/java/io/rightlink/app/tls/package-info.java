/** TLS for those who reach the listener on the bridge. */
@NullMarked
package io.rightlink.app.tls;

import org.jspecify.annotations.NullMarked;
