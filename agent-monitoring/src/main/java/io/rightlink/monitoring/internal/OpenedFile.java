package io.rightlink.monitoring.internal;

import java.io.IOException;
import java.io.RandomAccessFile;

/** A descriptor. For one thread at a time. */
final class OpenedFile implements ReadableFiles.Opened {

    private final RandomAccessFile file;

    OpenedFile(RandomAccessFile file) {
        this.file = file;
    }

    @Override
    public void rewind() throws IOException {
        file.seek(0);
    }

    @Override
    public int read(byte[] into, int offset) throws IOException {
        return file.read(into, offset, into.length - offset);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
