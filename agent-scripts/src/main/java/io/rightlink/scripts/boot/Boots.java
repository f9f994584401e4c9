package io.rightlink.scripts.boot;

import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.UnavailableException;

/**
 * The host's boot. Its bundle runs once, whatever becomes of the agent: it goes on behind the last script whose outcome is known, and
 * begins anew after a reboot alone. Safe for any thread.
 */
public interface Boots {

    /**
     * Returns the boot as it stands.
     *
     * @throws UnavailableException if it isn't on record yet, because the store can't be written
     */
    Boot current();

    /**
     * Goes on with a stranded boot at the script that has stranded it, as the template and the catalogue have it now.
     *
     * @throws ConflictException if it isn't stranded, or what has run already is another list by now
     * @throws InvalidException if what is left can't be run so
     */
    Boot retry();
}
