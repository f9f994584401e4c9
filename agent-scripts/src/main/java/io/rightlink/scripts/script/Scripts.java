package io.rightlink.scripts.script;

import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.problem.NotFoundException;
import java.io.IOException;
import java.nio.file.Path;

/** The catalogue: scripts that have a name. What was put into it is on disk when the call returns. Safe for any thread. */
public interface Scripts {

    /** A script, and whether this call is the one that made it. */
    record Change(Script script, boolean created) {}

    Listing<ScriptSummary> list();

    /**
     * Returns one script.
     *
     * @throws NotFoundException if there is none of this name
     */
    Script get(ScriptName name);

    /**
     * Returns what is run if one says its name now.
     *
     * @throws NotFoundException if there is none of this name
     * @throws InvalidException if somebody else made something of its file that is no script
     */
    ScriptText text(ScriptName name);

    /**
     * Puts a script in, or in place of an earlier one, whose attachments it keeps.
     *
     * @throws InvalidException if what it says of itself can't be understood
     * @throws ConflictException if there are too many
     */
    Change put(ScriptName name, ScriptSource source);

    /**
     * Removes a script with its attachments.
     *
     * @throws NotFoundException if there is none of this name
     */
    void remove(ScriptName name);

    /**
     * Puts a file beside a script, or in place of an earlier one.
     *
     * @throws NotFoundException if there is no such script
     * @throws ConflictException if it has too many
     */
    Change put(ScriptName name, AttachmentName attachment, byte[] content);

    /**
     * Removes a file of a script.
     *
     * @throws NotFoundException if there is no such script, or no such file of it
     */
    void remove(ScriptName name, AttachmentName attachment);

    /**
     * Copies an attachment to a new file.
     *
     * @throws IOException if it isn't there any more, or is another one by now
     */
    void copy(ScriptName name, Attachment attachment, Path to) throws IOException;
}
