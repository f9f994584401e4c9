package io.rightlink.app.client;

import picocli.CommandLine;
import picocli.CommandLine.IExecutionExceptionHandler;
import picocli.CommandLine.ParseResult;

/** Says on standard error why a command failed, and gives the exit status that tells how. Stateless. */
public final class ClientFailures implements IExecutionExceptionHandler {

    @Override
    public int handleExecutionException(Exception failure, CommandLine line, ParseResult parsed) {
        line.getErr().println("rightlink: " + Plain.of(String.valueOf(failure.getMessage())));
        line.getErr().flush();
        if (!(failure instanceof ClientException told)) {
            return line.getCommandSpec().exitCodeOnExecutionException();
        }
        Object command = line.getCommand();
        return command instanceof RunCommand
                ? told.outcome().statusOfRun()
                : told.outcome().status();
    }
}
