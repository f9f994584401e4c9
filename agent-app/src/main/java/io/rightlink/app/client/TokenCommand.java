package io.rightlink.app.client;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code rightlink token}, which does nothing by itself. */
@Command(
        name = "token",
        description = "Lists, makes and revokes named tokens.",
        exitCodeListHeading = "Exit status:%n",
        exitCodeList = {
            Outcome.LINE_OK,
            Outcome.LINE_FAILED,
            Outcome.LINE_USAGE,
            Outcome.LINE_UNREACHABLE,
            Outcome.LINE_REFUSED,
            Outcome.LINE_NOT_FOUND
        })
final class TokenCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which of list, create and revoke?");
    }
}
