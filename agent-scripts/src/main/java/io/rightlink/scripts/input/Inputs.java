package io.rightlink.scripts.input;

import io.rightlink.core.problem.InvalidException;
import io.rightlink.scripts.input.InputValue.Array;
import io.rightlink.scripts.input.InputValue.Blank;
import io.rightlink.scripts.input.InputValue.Env;
import io.rightlink.scripts.input.InputValue.Ignore;
import io.rightlink.scripts.input.InputValue.Text;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * Makes of what a script declares and what a caller gives what the script gets: defaults where nothing was given, global variables in
 * place of {@code env:}. Credentials stay names. For one thread.
 */
public final class Inputs {

    private final Map<String, InputValue> given;
    private final Map<String, String> globals;
    private final Map<String, InputValue> resolved = new TreeMap<>();
    private final List<String> faults = new ArrayList<>();

    private Inputs(Map<String, InputValue> given, Map<String, String> globals) {
        this.given = given;
        this.globals = globals;
    }

    /**
     * Returns what the script's environment gets: text, credentials, keys, blank, and arrays of these.
     *
     * @param definitions what it declares; if that is nothing, it takes anything
     * @param globals the variables that {@code env:} means
     * @throws InvalidException naming every input that is missing, isn't declared, or doesn't fit, or is too large
     */
    public static Map<String, InputValue> resolve(
            List<InputDefinition> definitions, Map<String, InputValue> given, Map<String, String> globals) {
        requireRoom(given);
        Inputs inputs = new Inputs(given, globals);
        definitions.forEach(inputs::define);
        inputs.takeUndeclared(definitions);
        refuse(inputs.faults);
        requireRoom(inputs.resolved);
        return inputs.resolved;
    }

    /**
     * Checks that inputs are no larger than a script's environment has room for, as far as that shows before global variables and
     * credentials are read.
     *
     * @throws InvalidException naming those that are too large
     */
    public static void requireRoom(Map<String, InputValue> inputs) {
        refuse(InputRoom.faults(inputs));
    }

    private static void refuse(List<String> faults) {
        if (!faults.isEmpty()) {
            throw new InvalidException("invalid-inputs", "Cannot run the script: " + String.join("; ", faults));
        }
    }

    private void define(InputDefinition input) {
        InputValue wanted = given.get(input.name());
        InputValue value = wanted == null ? input.defaultValue() : wanted;
        Optional<InputValue> set = value == null ? Optional.empty() : resolve(value);
        if (value != null && set.isPresent()) {
            check(input, value, set.get());
            resolved.put(input.name(), set.get());
        } else if (input.required()) {
            String unset = value == null ? "" : ", and '" + value.print() + "' sets it to nothing";
            faults.add("the input '" + input.name() + "' is required" + unset);
        }
    }

    /** What a script that declares inputs doesn't declare is a slip: it would be silently without effect. */
    private void takeUndeclared(List<InputDefinition> definitions) {
        Set<String> declared =
                definitions.stream().map(InputDefinition::name).collect(Collectors.toCollection(HashSet::new));
        given.forEach((name, value) -> {
            if (definitions.isEmpty()) {
                resolve(value).ifPresent(set -> resolved.put(name, set));
            } else if (!declared.contains(name)) {
                faults.add("the script has no input '" + name + "'");
            }
        });
    }

    private void check(InputDefinition input, InputValue asGiven, InputValue set) {
        boolean fits = set instanceof Blank || (set instanceof Array) == (input.type() == InputDefinition.Type.ARRAY);
        if (!fits) {
            faults.add("the input '" + input.name() + "' is "
                    + (input.type() == InputDefinition.Type.ARRAY
                            ? "an array: array:[\"text:<value>\",…]"
                            : "a single value, no array"));
        } else if (!isPossible(input, asGiven, set)) {
            faults.add("the input '" + input.name() + "' is '" + asGiven.print() + "', and may be one of "
                    + input.possibleValues().stream().map(InputValue::print).toList());
        }
    }

    /** Of an array, each item; of a variable, its name or its value. */
    private static boolean isPossible(InputDefinition input, InputValue asGiven, InputValue set) {
        List<InputValue> possible = input.possibleValues();
        if (possible.isEmpty() || possible.contains(asGiven) || possible.contains(set)) {
            return true;
        }
        return set instanceof Array array && possible.containsAll(array.items());
    }

    /** Empty if it sets nothing. */
    private Optional<InputValue> resolve(InputValue value) {
        return switch (value) {
            case Env env -> Optional.ofNullable(globals.get(env.name())).map(Text::new);
            case Ignore _ -> Optional.empty();
            case Array array ->
                Optional.of(new Array(array.items().stream()
                        .flatMap(item -> resolve(item).stream())
                        .toList()));
            default -> Optional.of(value);
        };
    }
}
