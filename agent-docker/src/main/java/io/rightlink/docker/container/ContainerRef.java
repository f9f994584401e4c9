package io.rightlink.docker.container;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/**
 * What names a container: its id, the beginning of it that no other has, or its name.
 *
 * @see <a href="https://github.com/moby/moby/blob/master/daemon/names/names.go">moby's rule for names</a>
 */
public record ContainerRef(String value) {

    private static final Pattern FORM = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    public ContainerRef {
        if (!FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-container-ref",
                    "'" + value
                            + "' names no container: letters, digits, '_', '.' and '-' do, after a letter or digit");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
