package io.rightlink.scripts.run;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;

/** The output of a run that has ended, or never began. Safe for any thread. */
record StoredOutput(Path path, long size) implements RunOutput {

    @Override
    public void copy(long from, long until, OutputStream to) throws IOException {
        OutputFile.copy(path, from, until, to);
    }

    @Override
    public long awaitBeyond(long offset) {
        return Math.max(offset, size);
    }
}
