package io.rightlink.app.listener;

/** Is told who is made to wait for wrong secrets and tokens. */
@FunctionalInterface
interface SlowedCallers {

    /**
     * An address has begun to wait, or has gone on for an hour since this was told.
     *
     * @param count of the wrong values that came from there since its waits began or this was told
     */
    void slowed(String address, int count);
}
