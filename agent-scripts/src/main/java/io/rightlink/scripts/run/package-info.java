/** Script runs: recorded, started, followed, ended. */
@NullMarked
package io.rightlink.scripts.run;

import org.jspecify.annotations.NullMarked;
