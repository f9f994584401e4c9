package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalLong;

/** The output of a run that has ended, or never began. Safe for any thread. */
record StoredOutput(Path path, long size) implements RunOutput {

    @Override
    public void copy(long from, long until, OutputStream to) throws IOException {
        OutputFile.copy(path, from, until, to);
    }

    @Override
    public OptionalLong awaitBeyond(long offset, Duration patience) {
        return OptionalLong.of(Math.max(offset, size));
    }
}
