package io.rightlink.docker.image;

import io.rightlink.core.problem.InvalidException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What names an image: {@code nginx}, {@code host:5000/a/b:tag}, {@code name@sha256:…}. An id, or the beginning of one, has this form
 * too.
 *
 * @see <a href="https://github.com/distribution/reference/blob/main/reference.go">the grammar of references</a>
 */
public record ImageRef(String value) {

    private static final int LONGEST_NAME = 255;

    /** With the name's 255, a tag's 128 and a digest's 135, and what is between them. */
    private static final int LONGEST = 520;

    private static final Pattern COMPONENT = Pattern.compile("[a-z0-9]+(?:(?:[._]|__|-+)[a-z0-9]+)*");
    private static final Pattern DOMAIN_PART = Pattern.compile("[a-zA-Z0-9](?:[a-zA-Z0-9-]*[a-zA-Z0-9])?");
    private static final Pattern PORT = Pattern.compile("[0-9]{1,5}");
    private static final Pattern TAG = Pattern.compile("\\w[\\w.-]{0,127}");
    private static final Pattern DIGEST =
            Pattern.compile("sha256:[0-9a-f]{64}|sha384:[0-9a-f]{96}|sha512:[0-9a-f]{128}");
    private static final Pattern ID = Pattern.compile("[0-9a-f]{64}");
    private static final Pattern ID_WITH_ALGORITHM = Pattern.compile("sha256:[0-9a-f]{64}");
    private static final Pattern BEGINNING_OF_ID = Pattern.compile("(?:sha256:)?[0-9a-f]{1,64}");

    /** @throws InvalidException saying which part can't be */
    public ImageRef {
        check(value.length() <= LONGEST, value.substring(0, Math.min(value.length(), LONGEST)), "it is too long");
        checkName(value, nameOf(value));
        tagOf(value)
                .ifPresent(
                        tag -> check(
                                TAG.matcher(tag).matches(),
                                value,
                                "its tag '" + tag
                                        + "' must be 1 to 128 letters, digits, '_', '.' and '-', and begin with none of the last two"));
        digestOf(value)
                .ifPresent(digest -> check(
                        DIGEST.matcher(digest).matches(),
                        value,
                        "its digest '" + digest
                                + "' must be sha256: and 64 hexadecimal digits, or of sha384 or sha512"));
    }

    /** Returns the name, with the registry if it says one, and without tag and digest: {@code host:5000/a/b}. */
    String name() {
        return nameOf(value);
    }

    /** Returns what tells its versions apart: the digest, or else the tag, or else {@code latest}. */
    String version() {
        return digestOf(value).or(() -> tagOf(value)).orElse("latest");
    }

    /** Returns the registry as the reference says it, {@code host:5000}; empty if that is Docker Hub. */
    Optional<String> registry() {
        return domainOf(name()).filter(domain -> !domain.equals("docker.io") && !domain.equals("index.docker.io"));
    }

    /** Returns the reference with all that it leaves unsaid, and without a tag that a digest makes void. */
    String explicit() {
        return name() + (digestOf(value).isPresent() ? "@" : ":") + version();
    }

    /** Returns what to ask the engine for: a word of hexadecimal digits as it is, since it may be an id, anything else {@link #explicit}. */
    String asked() {
        return beginningOfId().isPresent() ? value : explicit();
    }

    /** Returns the hexadecimal digits that an id begins with, if the reference may mean one. */
    Optional<String> beginningOfId() {
        return Optional.of(value)
                .filter(text -> BEGINNING_OF_ID.matcher(text).matches())
                .map(text -> text.replaceFirst("^sha256:", ""));
    }

    @Override
    public String toString() {
        return value;
    }

    /** @throws InvalidException if it is an id: registries know none */
    ImageRef requireName() {
        boolean id =
                ID.matcher(name()).matches() || ID_WITH_ALGORITHM.matcher(value).matches();
        check(!id, value, "it is an id, which means nothing to a registry");
        return this;
    }

    private static void checkName(String value, String name) {
        Optional<String> domain = domainOf(name);
        domain.ifPresent(registry -> checkDomain(value, registry));
        String path =
                domain.map(registry -> name.substring(registry.length() + 1)).orElse(name);
        check(name.length() <= LONGEST_NAME, value, "its name is longer than " + LONGEST_NAME + " characters");
        for (String component : path.split("/", -1)) {
            check(
                    COMPONENT.matcher(component).matches(),
                    value,
                    "'" + component
                            + "' in its name must be lower-case letters and digits, with '.', '_', '__' or '-' between them");
        }
    }

    private static void checkDomain(String value, String domain) {
        String[] hostAndPort = domain.split(":", 2);
        List<String> parts = Arrays.asList(hostAndPort[0].split("\\.", -1));
        check(
                parts.stream().allMatch(part -> DOMAIN_PART.matcher(part).matches())
                        && (hostAndPort.length == 1
                                || PORT.matcher(hostAndPort[1]).matches()),
                value,
                "its registry '" + domain + "' must be a host's name or IPv4 address, and perhaps a port");
    }

    /** Docker's own rule: what is before the first slash is a registry if it can't be a part of a name, or is localhost. */
    private static Optional<String> domainOf(String name) {
        int slash = name.indexOf('/');
        String first = name.substring(0, Math.max(slash, 0));
        boolean domain = first.chars().anyMatch(c -> c == '.' || c == ':' || Character.isUpperCase(c))
                || first.equals("localhost");
        return domain ? Optional.of(first) : Optional.empty();
    }

    private static String nameOf(String value) {
        String undigested = undigested(value);
        return undigested.substring(0, colonOf(undigested).orElse(undigested.length()));
    }

    private static Optional<String> tagOf(String value) {
        String undigested = undigested(value);
        return colonOf(undigested).map(colon -> undigested.substring(colon + 1));
    }

    private static Optional<String> digestOf(String value) {
        int at = value.indexOf('@');
        return at < 0 ? Optional.empty() : Optional.of(value.substring(at + 1));
    }

    private static String undigested(String value) {
        int at = value.indexOf('@');
        return at < 0 ? value : value.substring(0, at);
    }

    /** Finds the colon before the tag: the one before a port has a slash behind it. */
    private static Optional<Integer> colonOf(String undigested) {
        int colon = undigested.lastIndexOf(':');
        return colon > undigested.lastIndexOf('/') ? Optional.of(colon) : Optional.empty();
    }

    private static void check(boolean holds, String value, String otherwise) {
        if (!holds) {
            throw new InvalidException("invalid-image-ref", "'" + value + "' names no image: " + otherwise);
        }
    }
}
