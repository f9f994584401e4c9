package io.rightlink.monitoring.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Set;
import org.springframework.core.NestedExceptionUtils;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/**
 * An SQLite database whose content may be lost, and which isn't worth an fsync for each commit: a killed agent loses nothing of it, a
 * power cut the last seconds. Stateless.
 *
 * @see <a href="https://www.sqlite.org/pragma.html#pragma_synchronous">synchronous=NORMAL, in SQLite's documentation</a>
 */
public final class ExpendableDatabase {

    private static final int BUSY_MILLIS = 5_000;
    private static final int JOURNAL_BYTES = 1 << 20;
    private static final int PRIMARY_CODE = 0xff;
    private static final Set<Integer> BROKEN =
            Set.of(SQLiteErrorCode.SQLITE_NOTADB.code, SQLiteErrorCode.SQLITE_CORRUPT.code);

    private ExpendableDatabase() {}

    /** Opens it; makes it, for its owner only, if it isn't there. */
    public static Connection open(Path file) throws SQLException, IOException {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(SQLiteConfig.JournalMode.WAL);
        config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
        config.setBusyTimeout(BUSY_MILLIS);
        config.setJournalSizeLimit(JOURNAL_BYTES);
        if (Files.notExists(file)) {
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        }
        return config.createConnection("jdbc:sqlite:" + file);
    }

    /** Tells whether something failed because the file is no database, or a broken one. */
    public static boolean isBroken(Exception e) {
        return NestedExceptionUtils.getMostSpecificCause(e) instanceof SQLiteException sqlite
                && BROKEN.contains(sqlite.getResultCode().code & PRIMARY_CODE);
    }

    /** Puts it out of the way, as {@code name.broken}, in place of what was put there before; returns where it is. */
    public static Path setAside(Path file) throws IOException {
        Path aside = file.resolveSibling(file.getFileName() + ".broken");
        Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
        boolean _ = Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-wal"));
        boolean _ = Files.deleteIfExists(file.resolveSibling(file.getFileName() + "-shm"));
        return aside;
    }
}
