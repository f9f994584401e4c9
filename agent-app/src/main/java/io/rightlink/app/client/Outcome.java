package io.rightlink.app.client;

/**
 * How a command ends that doesn't succeed, and the exit status that tells it. A script's own status is passed on by {@code run}, whose
 * own ones therefore lie where scripts seldom have theirs.
 */
enum Outcome {
    FAILED(1, 123),
    USAGE(2, Outcome.USAGE_OF_RUN),
    UNREACHABLE(3, 121),
    REFUSED(4, 122),
    NOT_FOUND(5, 123);

    /** As {@code timeout} of coreutils has it. */
    static final int TIMED_OUT = 124;

    /** What a shell shows of a program that SIGPIPE has ended. */
    static final int NOBODY_READS = 141;

    static final int USAGE_OF_RUN = 120;

    static final String LINE_OK = "0:it succeeded";
    static final String LINE_FAILED = "1:it failed; standard error says why";
    static final String LINE_USAGE = "2:it can't be understood";
    static final String LINE_UNREACHABLE = "3:no agent answers";
    static final String LINE_REFUSED = "4:the agent refuses the caller, or the secret can't be read";
    static final String LINE_NOT_FOUND = "5:there is no such thing";

    private final int status;
    private final int statusOfRun;

    Outcome(int status, int statusOfRun) {
        this.status = status;
        this.statusOfRun = statusOfRun;
    }

    int status() {
        return status;
    }

    int statusOfRun() {
        return statusOfRun;
    }
}
