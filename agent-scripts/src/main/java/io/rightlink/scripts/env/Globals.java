package io.rightlink.scripts.env;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Variables that every script finds in its environment, and that {@code env:NAME} means in an input. They hold over restarts, and
 * reboots of the host. Values may be secret to those who set them: they belong into no log and no message. Safe for any thread.
 */
public interface Globals {
    /** Returns all of them, by name. */
    SortedMap<String, String> list();

    /** Returns a variable's value, which may be empty text. */
    Optional<String> find(GlobalName name);

    /**
     * Sets a variable; it is on disk when this returns.
     *
     * @throws InvalidException if the value is no text, or has more than 32 KiB of UTF-8
     * @throws ConflictException if there would be more than a thousand, or 128 KiB of names and values
     */
    void set(GlobalName name, String value);

    /**
     * Removes a variable.
     *
     * @throws NotFoundException if it isn't set
     */
    void remove(GlobalName name);
}
