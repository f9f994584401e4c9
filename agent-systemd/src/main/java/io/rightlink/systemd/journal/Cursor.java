package io.rightlink.systemd.journal;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/**
 * The place of an entry in the journal, {@code s=818367cb…;i=85;b=8236c512…;m=295a01118;t=660df1f96c560;x=8e95d468834c96d4}.
 *
 * @see <a href="https://systemd.io/JOURNAL_EXPORT_FORMATS/">the journal's export formats, __CURSOR</a>
 */
public record Cursor(String value) {

    private static final Pattern FORM = Pattern.compile(
            "s=[0-9a-f]{32};i=[0-9a-f]{1,16};b=[0-9a-f]{32};" + "m=[0-9a-f]{1,16};t=[0-9a-f]{1,16};x=[0-9a-f]{1,16}");

    /**
     * @throws InvalidException if it has not the form of one
     */
    public Cursor {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-parameter", "Last-Event-ID is the id of an entry that was sent, and not '" + value + "'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
