package io.rightlink.monitoring.host;

import static org.assertj.core.api.Assertions.assertThat;

import io.rightlink.core.host.Rootfs;
import io.rightlink.monitoring.sample.Sampler;
import io.rightlink.monitoring.testing.RecordedHost;
import io.rightlink.monitoring.testing.ScrapedAgent;
import io.rightlink.monitoring.testing.Shown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What holds for every reader of a host's files, over both recorded hosts: it shows what node_exporter showed of the same files, to the
 * digit; and what is missing or spoilt is told and not shown, and the rest is. A reader's test says which files it reads: no others are
 * there.
 */
abstract class ReaderContract {

    private static final int CUTS = 40;

    @TempDir
    Path root;

    private final Function<Rootfs, Sampler> reader;
    private final Pattern families;
    private final List<ReadFile> files;

    /**
     * @param families what node_exporter calls all that the reader shows
     * @param files that the reader reads, first the one that {@link #read} is about
     */
    ReaderContract(Function<Rootfs, Sampler> reader, String families, ReadFile... files) {
        this.reader = reader;
        this.families = Pattern.compile(families + "(\\{.*)?");
        this.files = List.of(files);
    }

    static List<RecordedHost> hosts() {
        return List.of(RecordedHost.V1, RecordedHost.V2);
    }

    /** Returns what the reader has to show of a recorded host: what node_exporter showed of it. */
    Map<String, Double> expected(RecordedHost host) throws IOException {
        Map<String, Double> expected = new TreeMap<>(
                ScrapedAgent.values(Files.readString(host.directory().resolve("node_exporter.prom"))));
        expected.keySet().removeIf(series -> !families.matcher(series).matches());
        return expected;
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void showsWhatNodeExporterShowedOfARecordedHost(RecordedHost host) throws IOException {
        for (ReadFile file : on(host)) {
            write(file, recorded(host, file));
        }

        Shown shown = read();

        assertThat(shown.values()).isEqualTo(expected(host));
        assertThat(shown.values().isEmpty()).isEqualTo(on(host).isEmpty());
        assertThat(shown.unreadable()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void showsTheRestWhereAFileIsMissing(RecordedHost host) throws IOException {
        for (ReadFile file : on(host)) {
            Map<String, Double> whole = whole(host);
            Shown rest = without(file);

            assertThat(whole)
                    .containsAllEntriesOf(rest.values())
                    .hasSizeGreaterThan(rest.values().size());
            assertThat(rest.unreadable())
                    .isEqualTo(
                            file.needed()
                                    ? List.of("Cannot read " + file.path() + ": no such file below " + root)
                                    : List.of());
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void showsNothingOfAFileThatIsNotTheKernels(RecordedHost host) throws IOException {
        for (ReadFile file : on(host)) {
            String text = text(host, file);
            whole(host);
            Map<String, Double> rest = without(file).values();
            List<String> texts = new ArrayList<>(file.refused());
            file.spoilings().forEach(spoiling -> texts.add(spoiling.spoil(text)));
            for (String spoilt : texts) {
                assertThat(spoilt(file, spoilt).values()).as(spoilt).isEqualTo(rest);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("hosts")
    void showsNothingUntrueOfAFileThatIsCutOff(RecordedHost host) throws IOException {
        for (ReadFile file : on(host)) {
            Map<String, Double> whole = whole(host);
            for (String cut : cuts(text(host, file))) {
                assertThat(whole).as(cut).containsAllEntriesOf(spoilt(file, cut).values());
            }
        }
    }

    /** Returns what the reader shows of the files that are there. */
    final Shown read() {
        return Shown.by(reader.apply(new Rootfs(root)));
    }

    /** Returns what the reader shows where its first file has {@code text}. */
    final Shown read(String text) throws IOException {
        write(files.getFirst(), text);
        return read();
    }

    private Map<String, Double> whole(RecordedHost host) throws IOException {
        for (ReadFile file : on(host)) {
            write(file, text(host, file));
        }
        return read().values();
    }

    private Shown without(ReadFile file) throws IOException {
        Files.delete(new Rootfs(root).resolve(file.path()));
        return read();
    }

    /** Returns what is shown of a spoilt file, after a look at what is told. */
    private Shown spoilt(ReadFile file, String text) throws IOException {
        write(file, text);
        Shown shown = read();
        assertThat(shown.unreadable())
                .as(text)
                .isNotEmpty()
                .allMatch(why -> why.startsWith("Cannot read all of " + file.path() + ": "));
        return shown;
    }

    /** Cuts a text off within lines, where what is left of a number may be one, too. */
    private static List<String> cuts(String text) {
        return IntStream.rangeClosed(1, CUTS)
                .map(cut -> (text.length() - 1) * cut / CUTS)
                .mapToObj(length -> text.substring(0, length).stripTrailing())
                .filter(cut -> !cut.isEmpty())
                .distinct()
                .toList();
    }

    private void write(ReadFile file, String text) throws IOException {
        KernelText.host(root, file.path(), text);
    }

    private List<ReadFile> on(RecordedHost host) {
        return files.stream().filter(file -> !file.absentOn().contains(host)).toList();
    }

    private static String text(RecordedHost host, ReadFile file) throws IOException {
        return file.example().isPresent() ? file.example().get() : recorded(host, file);
    }

    private static String recorded(RecordedHost host, ReadFile file) throws IOException {
        return Files.readString(host.rootfs().resolve(file.path()));
    }
}
