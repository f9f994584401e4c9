package io.rightlink.systemd.host;

import io.rightlink.core.placement.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file with a program's environment, which systemd reads when it executes the program: a unit's own settings are shown to every user
 * of the host, and this to root alone. A line {@code NAME="value"} for each variable; the value may go on in the next. Immutable.
 *
 * @see <a href="https://www.freedesktop.org/software/systemd/man/latest/systemd.exec.html#EnvironmentFile=">EnvironmentFile= in
 *     systemd.exec(5)</a>
 */
record EnvironmentFile(Path path) {

    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentFile.class);

    /** Before this version, systemd leaves out a value with any other control character than these two, and logs it. */
    private static final int TAKES_CONTROL_CHARACTERS = 248;

    private static final Pattern CONTROL_CHARACTER = Pattern.compile("[\\x01-\\x08\\x0B-\\x1F\\x7F]");

    /** What Unicode says is no character ever, which systemd takes for broken UTF-8. */
    private static final Pattern NO_CHARACTER =
            Pattern.compile("[\\x{FDD0}-\\x{FDEF}\\p{IsNoncharacter_Code_Point}]", Pattern.UNICODE_CHARACTER_CLASS);

    /** What a backslash makes harmless between double quotes; in front of anything else, it stands for itself. */
    private static final Pattern SPECIAL = Pattern.compile("[\"\\\\`$]");

    private static final FileAttribute<Set<PosixFilePermission>> OWNER_ONLY =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    /** Returns that of a program, which needn't be there. */
    static EnvironmentFile of(Launch launch) {
        return new EnvironmentFile(launch.directory().resolveSibling("environment"));
    }

    /**
     * Writes it anew.
     *
     * @param systemd the version of the systemd that reads it
     * @throws IOException if it can't be written, or a value is one that this systemd would not pass on; it is not there then
     */
    void write(Map<String, String> environment, int systemd) throws IOException {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, String> variable : environment.entrySet()) {
            requirePossible(variable.getKey(), variable.getValue(), systemd);
            text.append(variable.getKey())
                    .append("=\"")
                    .append(SPECIAL.matcher(variable.getValue()).replaceAll("\\\\$0"))
                    .append("\"\n");
        }
        Files.deleteIfExists(path);
        Files.createFile(path, OWNER_ONLY);
        Files.write(path, text.toString().getBytes(StandardCharsets.UTF_8));
    }

    /** Has its way even if the file is not there. */
    void remove() {
        try {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.error("Cannot remove {}, which may have secrets: it stays until the run has ended", path, e);
        }
    }

    private static void requirePossible(String name, String value, int systemd) throws IOException {
        if (NO_CHARACTER.matcher(value).find()) {
            throw new IOException("the variable '" + name + "' has a code point that is no character, such as U+FFFE,"
                    + " and systemd takes none");
        }
        if (systemd < TAKES_CONTROL_CHARACTERS
                && CONTROL_CHARACTER.matcher(value).find()) {
            throw new IOException("the variable '" + name + "' has a control character, and the host's systemd "
                    + systemd + " takes none but tab and newline; those from " + TAKES_CONTROL_CHARACTERS + " on do");
        }
    }
}
