package io.rightlink.scripts.mask;

import io.rightlink.scripts.credential.Credential;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is to be hidden in the output of a run: the values of its credentials, and the lines of those that have several. Immutable. */
public final class Mask {

    /** A shorter value is in too much that is none: a mask for each would spoil the output, and show the value by it. */
    public static final int SHORTEST_BYTES = 4;

    private static final int SHORTEST_LINE_BYTES = 8;

    private final Values values;

    private Mask(Values values) {
        this.values = values;
    }

    /** Returns what hides them, or empty if there is nothing to hide. */
    public static Optional<Mask> of(Collection<Credential> credentials) {
        List<Values.Value> values = new ArrayList<>();
        credentials.forEach(credential -> add(credential, Stream.of(credential.reveal()), SHORTEST_BYTES, values));
        credentials.stream()
                .filter(credential -> credential.reveal().indexOf('\n') >= 0)
                .forEach(credential ->
                        add(credential, credential.reveal().lines().map(String::strip), SHORTEST_LINE_BYTES, values));
        return values.isEmpty() ? Optional.empty() : Optional.of(new Mask(new Values(List.copyOf(values))));
    }

    /** Tells whether a credential's value is too short to be hidden. */
    public static boolean shows(Credential credential) {
        return credential.reveal().getBytes(StandardCharsets.UTF_8).length < SHORTEST_BYTES;
    }

    /** Returns a filter for one stream. */
    public MaskedStream stream(MaskedStream.Sink sink) {
        return new MaskedStream(values, sink);
    }

    private static void add(Credential credential, Stream<String> texts, int shortest, List<Values.Value> values) {
        texts.map(text -> new Values.Value(credential.name().value(), text))
                .filter(value -> value.bytes().length >= shortest)
                .forEach(values::add);
    }
}
