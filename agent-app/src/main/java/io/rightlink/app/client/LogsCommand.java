package io.rightlink.app.client;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code rightlink logs}. */
@Command(
        name = "logs",
        description = "Shows what a container has written, a unit's journal, or a run's output.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            Outcome.LINE_OK,
            Outcome.LINE_FAILED,
            Outcome.LINE_USAGE,
            Outcome.LINE_UNREACHABLE,
            Outcome.LINE_REFUSED,
            Outcome.LINE_NOT_FOUND,
            "141:nobody reads the output any more"
        })
final class LogsCommand implements Callable<Integer> {

    private static final String UNIT = "unit:";
    private static final String RUN = "run:";
    private static final int PIECE = 8 * 1024;

    private final Surroundings around;

    @Spec
    private CommandSpec spec;

    @Mixin
    private final Connection connection;

    @Parameters(
            paramLabel = "NAME",
            description = "a container's name or id; unit:NAME for a unit's journal, run:ID for a run's output")
    private String name;

    @Option(
            names = {"-f", "--follow"},
            description = "and what is written from now on")
    private boolean follow;

    @Option(
            names = {"-n", "--tail"},
            paramLabel = "N",
            description = "the last lines only (default: a container's all, 100 of a unit's)")
    private @Nullable Integer tail;

    @Option(names = "--since", paramLabel = "TIME", description = "2026-01-02T03:04:05Z, or back from now: 5m, 2h")
    private @Nullable String since;

    @Option(
            names = "--json",
            description = "the API's own answer; for unit:NAME alone, since the others are plain text")
    private boolean json;

    LogsCommand(Surroundings around) {
        this.around = around;
        this.connection = new Connection(around);
    }

    @Override
    public Integer call() {
        if (json && !name.startsWith(UNIT)) {
            throw new ParameterException(spec.commandLine(), "--json is for unit:NAME: this is text, and nothing else");
        }
        if (name.startsWith(RUN) && (tail != null || since != null)) {
            throw new ParameterException(
                    spec.commandLine(), "--tail and --since aren't for runs: their output has no times");
        }
        try (Api api = connection.open()) {
            return name.startsWith(UNIT) ? journal(api, name.substring(UNIT.length())) : text(api);
        }
    }

    private int text(Api api) {
        Query query = name.startsWith(RUN)
                ? Query.of("/v1/runs/{}/output", name.substring(RUN.length()))
                : Query.of("/v1/containers/{}/logs", name).with("tail", tail).with("since", since);
        try (InputStream log = api.stream(query.with("follow", follow).toString())) {
            byte[] piece = new byte[PIECE];
            for (int length = log.read(piece); length >= 0; length = log.read(piece)) {
                around.out().write(piece, 0, length);
                if (around.out().checkError()) {
                    return Outcome.NOBODY_READS;
                }
            }
            return 0;
        } catch (IOException e) {
            throw Api.lost(e);
        }
    }

    private int journal(Api api, String unit) {
        Query query = Query.of("/v1/units/{}/journal", unit)
                .with("lines", tail)
                .with("since", since)
                .with("follow", follow);
        JournalText journal = new JournalText(around, json);
        if (!follow) {
            journal.print(api.get(query.toString()));
            return 0;
        }
        try (InputStream events = api.stream(query.toString())) {
            return journal.printAsItComes(events) ? 0 : Outcome.NOBODY_READS;
        } catch (IOException e) {
            throw Api.lost(e);
        }
    }
}
