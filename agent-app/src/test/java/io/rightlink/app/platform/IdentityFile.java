package io.rightlink.app.platform;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;

/** Writes identity files, each at once. */
final class IdentityFile {

    static final String SECRET = "client-s3cret";

    private final Path file;

    /** @param home an agent's */
    IdentityFile(Path home) {
        this.file = home.resolve("state/rightscale-identity");
    }

    /** One with all there is, and a name of its own, so that no token of another is used. */
    void write(String clientId) throws IOException {
        writeText("account=1\napi_hostname=127.0.0.1\nclient_id='" + clientId + "'\nclient_secret='" + SECRET + "'\n");
    }

    void writeText(String text) throws IOException {
        Path next = file.resolveSibling("next-identity");
        Files.deleteIfExists(next);
        Files.createFile(next, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.writeString(next, text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
    }

    Path path() {
        return file;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
