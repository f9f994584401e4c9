package io.rightlink.app.client;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads the script that a command line names. Stateless. */
final class ScriptText {

    /** What a request may have by default. */
    private static final int LARGEST_BYTES = 4 << 20;

    private ScriptText() {}

    /** @param file its path, or {@code -} for standard input */
    static String of(String file, Surroundings around) {
        try (InputStream from = file.equals("-") ? kept(around.in()) : Files.newInputStream(Path.of(file))) {
            byte[] bytes = from.readNBytes(LARGEST_BYTES + 1);
            if (bytes.length > LARGEST_BYTES) {
                throw new ClientException(
                        Outcome.USAGE, "The script '" + file + "' is larger than " + LARGEST_BYTES + " bytes");
            }
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (NoSuchFileException e) {
            throw new ClientException(
                    Outcome.USAGE,
                    "There is no file '" + file + "' here; from elsewhere, pass a script with --file - <FILE");
        } catch (AccessDeniedException e) {
            throw new ClientException(Outcome.USAGE, "You may not read the script '" + file + "'");
        } catch (CharacterCodingException e) {
            throw new ClientException(Outcome.USAGE, "The script '" + file + "' is no text in UTF-8");
        } catch (IOException e) {
            throw new ClientException(Outcome.USAGE, "Cannot read the script '" + file + "': " + e.getMessage());
        }
    }

    /** Standard input isn't ours to close. */
    private static InputStream kept(InputStream standard) {
        return new FilterInputStream(standard) {
            @Override
            public void close() {}
        };
    }
}
