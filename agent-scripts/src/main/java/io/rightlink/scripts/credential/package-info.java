/** Credentials, which scripts are given and nobody is shown. */
@NullMarked
package io.rightlink.scripts.credential;

import org.jspecify.annotations.NullMarked;
