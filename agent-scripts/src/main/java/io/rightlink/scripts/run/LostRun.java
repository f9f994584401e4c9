package io.rightlink.scripts.run;

import io.rightlink.core.placement.Exit;
import io.rightlink.core.placement.Running;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * A run of which nothing is left where it ran, but what it had written. Stateless.
 *
 * @param raw where its output was kept
 */
record LostRun(Path raw) implements Running {

    @Override
    public InputStream output() {
        try {
            return Files.newInputStream(raw);
        } catch (NoSuchFileException e) {
            return InputStream.nullInputStream();
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + raw, e);
        }
    }

    @Override
    public Exit await() {
        return Exit.unknown();
    }

    @Override
    public boolean terminate() {
        return false;
    }
}
