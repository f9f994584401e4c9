package io.rightlink.scripts.internal;

import io.rightlink.core.problem.InvalidException;
import java.io.StringReader;
import java.util.Optional;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.nodes.Node;

/**
 * YAML that somebody wrote: bounded, and no object is constructed of it. Every complaint names the line.
 *
 * @param text the YAML itself
 * @param firstLine the line in which it begins, where it is a part of something
 * @param what it is, for complaints: {@code the script's metadata}
 * @param problem the name of the problem that a complaint is: {@code invalid-metadata}
 */
public record YamlText(String text, int firstLine, String what, String problem) {

    private static final int LONGEST = 64 * 1024;
    private static final int DEEPEST = 10;

    /**
     * Reads a mapping.
     *
     * @throws InvalidException naming the line that can't be understood
     */
    public YamlMap map() {
        return new YamlMap(compose(), this, "it");
    }

    private Node compose() {
        LoaderOptions bounds = new LoaderOptions();
        bounds.setCodePointLimit(LONGEST);
        bounds.setNestingDepthLimit(DEEPEST);
        bounds.setMaxAliasesForCollections(0);
        try {
            return Optional.ofNullable(new Yaml(bounds).compose(new StringReader(text)))
                    .orElseThrow(() -> wrong(0, "it is empty"));
        } catch (MarkedYAMLException e) {
            int line = e.getProblemMark() == null ? 0 : e.getProblemMark().getLine();
            throw wrong(line, String.valueOf(e.getProblem()));
        } catch (YAMLException e) {
            throw wrong(0, String.valueOf(e.getMessage()));
        } catch (NumberFormatException e) {
            // of "\UFFFFFFFF", whose digits the parser takes for an int's
            throw wrong(0, "it has an escaped character that there can't be: " + e.getMessage());
        }
    }

    InvalidException wrong(Node where, String why) {
        return wrong(where.getStartMark().getLine(), why);
    }

    private InvalidException wrong(int line, String why) {
        return new InvalidException(problem, "Cannot read " + what + ", line " + (firstLine + line) + ": " + why);
    }
}
