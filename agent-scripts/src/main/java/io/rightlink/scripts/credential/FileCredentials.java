package io.rightlink.scripts.credential;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;

/**
 * Credentials in a directory, a file for each: its name is the credential's, its text the value, without the newline that an editor
 * leaves at the end. As ssh does with keys, it uses no file that anybody but its owner may read or write. Stateless; safe for any thread.
 */
final class FileCredentials implements Credentials {

    /** A value becomes part of a variable, of which Linux takes 128 KiB. */
    private static final int LARGEST_BYTES = 64 * 1024;

    private static final Set<PosixFilePermission> OWNERS = EnumSet.of(
            PosixFilePermission.OWNER_READ, PosixFilePermission.OWNER_WRITE, PosixFilePermission.OWNER_EXECUTE);

    private final Path directory;

    FileCredentials(Path directory) {
        this.directory = directory;
    }

    @Override
    public Optional<Credential> find(CredentialName name) throws IOException {
        Path file = directory.resolve(name.value());
        try {
            PosixFileAttributes attributes = Files.readAttributes(file, PosixFileAttributes.class);
            requireUsable(name, attributes);
            return Optional.of(new Credential(name, valueOf(name, file), versionOf(attributes)));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    private static void requireUsable(CredentialName name, PosixFileAttributes file) throws IOException {
        if (!file.isRegularFile()) {
            throw unusable(name, "it is not a file");
        }
        if (!OWNERS.containsAll(file.permissions())) {
            throw unusable(name, "its file is open to others than its owner; chmod 600 is what it needs");
        }
    }

    private static String valueOf(CredentialName name, Path file) throws IOException {
        byte[] bytes = read(file);
        if (bytes.length > LARGEST_BYTES) {
            throw unusable(name, "it has more than " + LARGEST_BYTES + " bytes");
        }
        try {
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw unusable(name, "it has a NUL, which no variable can have");
            }
            return withoutLastNewline(text);
        } catch (CharacterCodingException e) {
            throw unusable(name, "it is not text in UTF-8");
        }
    }

    private static byte[] read(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            return bytes.readNBytes(LARGEST_BYTES + 1);
        }
    }

    private static String withoutLastNewline(String text) {
        if (text.endsWith("\r\n")) {
            return text.substring(0, text.length() - 2);
        }
        return text.endsWith("\n") ? text.substring(0, text.length() - 1) : text;
    }

    /** Of the file as it was before it was read: in doubt, the value counts as another one. */
    private static String versionOf(PosixFileAttributes file) {
        return file.fileKey() + " " + file.lastModifiedTime() + " " + file.size();
    }

    private static IOException unusable(CredentialName name, String why) {
        return new IOException("the credential '" + name + "' can't be used: " + why);
    }
}
