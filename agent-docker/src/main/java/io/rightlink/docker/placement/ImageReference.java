package io.rightlink.docker.placement;

import io.rightlink.core.problem.InvalidException;
import java.util.regex.Pattern;

/**
 * What means an image: {@code busybox:1.36}, {@code registry.example.com:5000/team/tools@sha256:…}, or an image's id.
 *
 * @see <a href="https://pkg.go.dev/github.com/distribution/reference">The grammar of references</a>
 */
record ImageReference(String value) {

    private static final int LONGEST = 512;
    private static final String PART = "[a-z0-9]+(?:(?:\\.|_|__|-+)[a-z0-9]+)*";
    private static final String LABEL = "[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?";
    private static final String HOST = "(?:" + LABEL + "(?:\\." + LABEL + ")*|\\[[a-fA-F0-9:]+\\])(?::[0-9]+)?";
    private static final Pattern FORM = Pattern.compile("(?:" + HOST + "/)?" + PART + "(?:/" + PART + ")*"
            + "(?::\\w[\\w.-]{0,127})?(?:@[A-Za-z][A-Za-z0-9]*(?:[-_+.][A-Za-z][A-Za-z0-9]*)*:[0-9a-fA-F]{32,})?");

    /**
     * @throws InvalidException if Docker could not read it
     */
    ImageReference {
        if (value.length() > LONGEST || !FORM.matcher(value).matches()) {
            throw new InvalidException(
                    "invalid-placement",
                    "'" + value
                            + "' cannot mean an image: 'image:busybox:1.36', 'image:registry.example.com/tools@sha256:…'");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
