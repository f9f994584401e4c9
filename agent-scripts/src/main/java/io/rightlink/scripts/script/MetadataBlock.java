package io.rightlink.scripts.script;

import io.rightlink.core.problem.InvalidException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The YAML in a script's comments: what is between a line {@code # ---} and a line {@code # ...}. Instead of {@code #} there may be
 * {@code //} or {@code --}, the same in all its lines.
 *
 * @param yaml without the comment signs
 * @param firstLine the number of its first line in the script, from 1
 */
record MetadataBlock(String yaml, int firstLine) {

    private static final Pattern BEGIN = Pattern.compile("(\\s*)(#|//|--)(\\s*)---\\s*");
    private static final Pattern NAME = Pattern.compile("\\s*['\"]?RightScript Name['\"]?\\s*:.*");

    /**
     * Finds the first one. A line of dashes that ends before such a line, and isn't about a script's name, is but a line of dashes.
     *
     * @throws InvalidException if it has no end
     */
    static Optional<MetadataBlock> find(String source) {
        String[] lines = source.split("\r?\n", -1);
        for (int i = 0; i < lines.length; i++) {
            Matcher begin = BEGIN.matcher(lines[i]);
            if (begin.matches()) {
                Optional<MetadataBlock> block =
                        read(lines, i + 1, begin.group(2), begin.group(3).length());
                if (block.isPresent()) {
                    return block;
                }
            }
        }
        return Optional.empty();
    }

    /** @param margin how many blanks there are between the sign and what counts */
    private static Optional<MetadataBlock> read(String[] lines, int first, String sign, int margin) {
        StringBuilder yaml = new StringBuilder();
        boolean named = false;
        int at = first;
        while (at < lines.length && lines[at].stripLeading().startsWith(sign)) {
            String line = withoutMargin(lines[at].stripLeading().substring(sign.length()), margin);
            if (line.stripTrailing().equals("...")) {
                return Optional.of(new MetadataBlock(yaml.toString(), first + 1));
            }
            named = named || NAME.matcher(line).matches();
            yaml.append(line).append('\n');
            at++;
        }
        if (named) {
            throw new InvalidException(
                    "invalid-metadata",
                    "The script's metadata, which begins at line " + first + ", has no end: put a line '" + sign
                            + " ...' behind it, and nothing but comments before that");
        }
        return Optional.empty();
    }

    private static String withoutMargin(String line, int margin) {
        int blanks = 0;
        while (blanks < margin && blanks < line.length() && Character.isWhitespace(line.charAt(blanks))) {
            blanks++;
        }
        return line.substring(blanks);
    }
}
