package io.rightlink.scripts.kill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What scripts leave of themselves in a file: a line when they begin, and one when they end. Stateless.
 *
 * @param file the file, which nobody but they writes to
 */
public record Marks(Path file) {

    private static final String BEGIN = "begin ";
    private static final String END = "end ";

    public static Marks in(Path directory) throws IOException {
        Path file = directory.resolve("begun-and-ended");
        if (!Files.exists(file)) {
            Files.createFile(file);
        }
        return new Marks(file);
    }

    /** Returns a script that says which run it is, takes its time and says that it is done, with a mark before and one after. */
    public String script(int millis) {
        return "echo begin $RS_RUN_ID >> " + file + "\necho $RS_RUN_ID\nsleep " + millis / 1_000.0
                + "\necho end $RS_RUN_ID >> " + file + "\necho done";
    }

    /** Returns what such a script writes if it gets to its end. */
    public static String output(String id) {
        return id + "\ndone\n";
    }

    /** Returns the runs that have begun, in their order, each as often as it has. */
    public List<String> begun() throws IOException {
        return marked(BEGIN);
    }

    /** Returns the runs whose script has come to its end. */
    public List<String> ended() throws IOException {
        return marked(END);
    }

    private List<String> marked(String mark) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(mark))
                .map(line -> line.substring(mark.length()))
                .toList();
    }
}
