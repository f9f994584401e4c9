package io.rightlink.scripts.boot;

import io.rightlink.core.host.BootState;
import org.jspecify.annotations.Nullable;

/** What is told of a boot when its state has changed. */
record BootChange(
        BootState state,
        @Nullable String script,
        @Nullable String problem,
        @Nullable String reason) {

    static BootChange of(Boot boot) {
        return new BootChange(boot.state(), boot.script(), boot.problem(), boot.reason());
    }
}
