package io.rightlink.app.client;

/** What keeps a command from succeeding, in words for people. */
final class ClientException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Outcome outcome;
    private final Kind kind;

    /** Whether it makes sense to ask again. */
    private enum Kind {
        FINAL,
        PASSING,
        ANSWER_LOST
    }

    ClientException(Outcome outcome, String message) {
        this(outcome, message, Kind.FINAL);
    }

    private ClientException(Outcome outcome, String message, Kind kind) {
        super(message);
        this.outcome = outcome;
        this.kind = kind;
    }

    /** Returns one that an agent which is being restarted gives rise to. */
    static ClientException passing(Outcome outcome, String message) {
        return new ClientException(outcome, message, Kind.PASSING);
    }

    /** Returns one for a request that may have been carried out. */
    static ClientException answerLost(String message) {
        return new ClientException(Outcome.UNREACHABLE, message, Kind.ANSWER_LOST);
    }

    ClientException with(String more) {
        return new ClientException(outcome, getMessage() + more, kind);
    }

    Outcome outcome() {
        return outcome;
    }

    /** Tells whether the same request may well succeed in a while. */
    boolean isPassing() {
        return kind != Kind.FINAL;
    }

    boolean isAnswerLost() {
        return kind == Kind.ANSWER_LOST;
    }
}
