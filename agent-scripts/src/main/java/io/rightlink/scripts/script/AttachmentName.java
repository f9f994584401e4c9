package io.rightlink.scripts.script;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/** The name of a script's attachment, {@code app-1.2.tar.gz}: that of the file that the script finds. */
public record AttachmentName(String value) {

    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9 _.,()+@=-]{0,127}");

    /**
     * @throws InvalidException if it could not be the name of a file, or would be hidden
     */
    public AttachmentName {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-attachment-name",
                    "'" + value
                            + "' cannot be an attachment's name: letters, digits, spaces and _.,()+@=- , at most 128, a"
                            + " letter, digit or _ first");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
