package io.rightlink.core.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;

class SqliteStoreTest {

    private static final Schema NOTES = new Schema("notes", List.of("""
            CREATE TABLE note (
                text TEXT NOT NULL) STRICT"""));

    @TempDir
    Path directory;

    @Test
    void keepsWhatWasWrittenAcrossReopening() {
        try (SqliteStore store = open(NOTES)) {
            write(store, "kept");
        }

        try (SqliteStore store = open(NOTES)) {
            assertThat(notes(store)).containsExactly("kept");
        }
    }

    @Test
    void appliesEachStepOnceAndInOrder() {
        String first = "CREATE TABLE log (entry TEXT NOT NULL) STRICT; INSERT INTO log VALUES ('first')";
        String second = "INSERT INTO log VALUES ('second')";
        String third = "INSERT INTO log VALUES ('third')";
        try (SqliteStore store = open(new Schema("log", List.of(first)))) {
            assertThat(log(store)).containsExactly("first");
        }

        for (int opened = 0; opened < 2; opened++) {
            try (SqliteStore store = open(new Schema("log", List.of(first, second, third)))) {
                assertThat(log(store)).containsExactly("first", "second", "third");
            }
        }
    }

    @Test
    void takesASemicolonInATextOrACommentForWhatItIs() {
        Schema schema = new Schema("log", List.of("""
                CREATE TABLE log (entry TEXT NOT NULL DEFAULT 'a;b') STRICT; -- not the end; nor this
                INSERT INTO log VALUES ('one; two');
                """));

        try (SqliteStore store = open(schema)) {
            assertThat(log(store)).containsExactly("one; two");
        }
    }

    @Test
    void refusesTheStateOfANewerVersion() {
        open(new Schema("notes", List.of(NOTES.steps().getFirst(), "CREATE TABLE more (x TEXT) STRICT")))
                .close();

        assertThatThrownBy(() -> open(NOTES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("notes")
                .hasMessageContaining("newer");
    }

    @Test
    void takesTheStateOfANewerVersionThatOnlyAddedToIt() {
        String added = "ALTER TABLE note ADD COLUMN colour TEXT DEFAULT 'white'";
        Schema newer = new Schema("notes", List.of(NOTES.steps().getFirst(), added), 1);
        open(newer).close();

        try (SqliteStore older = open(NOTES)) {
            write(older, "of the older");
            assertThat(notes(older)).containsExactly("of the older");
        }

        try (SqliteStore store = open(newer)) {
            assertThat(notes(store)).containsExactly("of the older");
        }
    }

    @Test
    void takesTheStateOfAVersionThatDidNotTellWhatIsNeeded() {
        try (SqliteStore store = open(NOTES)) {
            int _ = store.write(
                    db -> db.sql("ALTER TABLE schema_step DROP COLUMN needed").update());
        }

        open(NOTES).close();
        assertThatThrownBy(() -> open(new Schema("notes", List.of())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("newer");
    }

    @Test
    void undoesAWholeStepThatFails() {
        Schema broken =
                new Schema("log", List.of("CREATE TABLE log (entry TEXT) STRICT; INSERT INTO nowhere VALUES (1)"));
        Schema mended = new Schema("log", List.of("CREATE TABLE log (entry TEXT) STRICT"));

        assertThatThrownBy(() -> open(broken)).isInstanceOf(DataAccessException.class);

        try (SqliteStore store = open(mended)) {
            assertThat(log(store)).isEmpty();
        }
    }

    @Test
    void writesAllOfATransactionOrNothing() {
        try (SqliteStore store = open(NOTES)) {
            assertThatThrownBy(() -> store.write(db -> {
                        db.sql("INSERT INTO note (text) VALUES ('half')").update();
                        throw new IllegalStateException("halfway");
                    }))
                    .hasMessage("halfway");

            assertThat(notes(store)).isEmpty();
        }
    }

    @Test
    void goesOnAfterTheDiskWasFull() {
        try (SqliteStore store = open(NOTES)) {
            store.read(db -> db.sql("PRAGMA max_page_count = 10").query().singleValue());
            assertThatThrownBy(() -> write(store, "x".repeat(100_000))).isInstanceOf(DataAccessException.class);

            write(store, "fits");

            assertThat(notes(store)).containsExactly("fits");
        }
    }

    @Test
    void givesEveryThreadItsTurn() {
        try (SqliteStore store = open(NOTES)) {
            try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
                IntStream.range(0, 50).forEach(i -> threads.execute(() -> write(store, "note " + i)));
            }

            assertThat(notes(store)).hasSize(50).doesNotHaveDuplicates();
        }
    }

    @Test
    void keepsASecondOneOutUntilTheFirstIsClosed() {
        try (SqliteStore _ = open(NOTES)) {
            assertThatThrownBy(() -> open(NOTES))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("uses the state directory");
        }

        open(NOTES).close();
    }

    @Test
    void keepsASecondOneOutThatComesByALink() throws IOException {
        Path state = Files.createDirectory(directory.resolve("state"));
        Path link = Files.createSymbolicLink(directory.resolve("link"), state);

        try (SqliteStore _ = new SqliteStore(state, List.of(NOTES))) {
            assertThatThrownBy(() -> new SqliteStore(link, List.of(NOTES))).isInstanceOf(IllegalStateException.class);
        }
    }

    @Test
    void letsGoOfADirectoryThatItCannotUse() throws IOException {
        Path database = Files.createDirectory(directory.resolve("rightlink.db"));

        assertThatThrownBy(() -> open(NOTES))
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining(directory.toString());

        Files.delete(database);
        open(NOTES).close();
    }

    @Test
    void writesNothingOnceItIsClosed() {
        SqliteStore store = open(NOTES);
        store.close();
        store.close();

        assertThatThrownBy(() -> write(store, "late")).isInstanceOf(RuntimeException.class);
        try (SqliteStore next = open(NOTES)) {
            assertThat(notes(next)).isEmpty();
        }
    }

    @Test
    void keepsItsFilesFromOtherUsers() throws IOException {
        Path state = directory.resolve("new/state");

        try (SqliteStore store = new SqliteStore(state, List.of(NOTES))) {
            write(store, "secret");

            assertThat(mode(state)).isEqualTo("rwx------");
            assertThat(mode(state.resolve("rightlink.db"))).isEqualTo("rw-------");
            assertThat(mode(state.resolve("rightlink.db-wal"))).isEqualTo("rw-------");
        }
    }

    @Test
    void saysWhichDirectoryItCannotMake() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> new SqliteStore(file.resolve("state"), List.of()))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.resolve("state").toString());
    }

    private SqliteStore open(Schema schema) {
        return new SqliteStore(directory, List.of(schema));
    }

    private static void write(Store store, String text) {
        store.write(
                db -> db.sql("INSERT INTO note (text) VALUES (?)").param(text).update());
    }

    private static List<String> notes(Store store) {
        return store.read(
                db -> db.sql("SELECT text FROM note").query(String.class).list());
    }

    private static List<String> log(Store store) {
        return store.read(db -> db.sql("SELECT entry FROM log ORDER BY rowid")
                .query(String.class)
                .list());
    }

    private static String mode(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }
}
