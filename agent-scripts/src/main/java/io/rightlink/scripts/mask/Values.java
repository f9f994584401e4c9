package io.rightlink.scripts.mask;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * All values that are to be hidden, as an automaton after Aho and Corasick that reads a byte at a time: a state stands for the longest
 * end of what was read that is a beginning of a value. Takes some 30 bytes of memory for each byte of a value. Immutable.
 *
 * @see <a href="https://doi.org/10.1145/360825.360855">Aho, Corasick: Efficient String Matching</a>
 */
final class Values {

    static final int START = 0;
    private static final int NONE = 0;

    /** A value, and the name to show instead. */
    record Value(String name, String text) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    private final List<String> names;
    private final int[] lengths;
    private final int[] first = new int[256];
    private final int[] child;
    private final int[] sibling;
    private final byte[] label;
    private final int[] depth;
    private final int[] fallback;
    /** The value that a state is a beginning of, the first that is. */
    private final int[] owner;
    /** The longest value that a state ends with; -1 if none. */
    private final int[] ending;
    /** The state, itself or on its way back, that a value goes on from. */
    private final int[] open;

    private int states = 1;

    /** @param values none of them empty; of two that are the same, the first one counts */
    Values(List<Value> values) {
        this.names = values.stream().map(Value::name).toList();
        this.lengths = values.stream().mapToInt(value -> value.bytes().length).toArray();
        int most = 1 + Arrays.stream(lengths).sum();
        this.child = new int[most];
        this.sibling = new int[most];
        this.label = new byte[most];
        this.depth = new int[most];
        this.fallback = new int[most];
        this.owner = new int[most];
        this.ending = new int[most];
        this.open = new int[most];
        Arrays.fill(ending, -1);
        for (int value = 0; value < values.size(); value++) {
            add(values.get(value).bytes(), value);
        }
        connect();
    }

    /** Returns the state after one more byte. */
    int next(int state, byte read) {
        int from = state;
        int to = child(from, read);
        while (to == NONE && from != START) {
            from = fallback[from];
            to = child(from, read);
        }
        return to;
    }

    /** Returns the length of the longest value that has just been read; 0 if none has. */
    int found(int state) {
        return ending[state] < 0 ? 0 : lengths[ending[state]];
    }

    /** Returns the name of what {@link #found} says. */
    String nameOfFound(int state) {
        return names.get(ending[state]);
    }

    /** Returns the length of the longest beginning of a value that has just been read, without its end. */
    int begun(int state) {
        return depth[open[state]];
    }

    /** Returns the name of what {@link #begun} says. */
    String nameOfBegun(int state) {
        return names.get(owner[open[state]]);
    }

    private int child(int state, byte read) {
        if (state == START) {
            return first[read & 0xff];
        }
        int next = child[state];
        while (next != NONE && label[next] != read) {
            next = sibling[next];
        }
        return next;
    }

    private void add(byte[] bytes, int value) {
        int state = START;
        for (byte read : bytes) {
            int next = child(state, read);
            state = next == NONE ? grow(state, read, value) : next;
        }
        if (ending[state] < 0) {
            ending[state] = value;
        }
    }

    private int grow(int from, byte read, int value) {
        int state = states++;
        label[state] = read;
        depth[state] = depth[from] + 1;
        owner[state] = value;
        sibling[state] = child[from];
        child[from] = state;
        if (from == START) {
            first[read & 0xff] = state;
        }
        return state;
    }

    /** The shallow states before the deep ones, since the way back from a state leads to a shallower one. */
    private void connect() {
        int[] order = new int[states];
        int known = 1;
        for (int at = 0; at < known; at++) {
            int state = order[at];
            for (int next = child[state]; next != NONE; next = sibling[next]) {
                order[known++] = next;
                fallback[next] = state == START ? START : next(fallback[state], label[next]);
            }
            if (state != START) {
                settle(state);
            }
        }
    }

    private void settle(int state) {
        if (ending[state] < 0) {
            ending[state] = ending[fallback[state]];
        }
        open[state] = child[state] == NONE ? open[fallback[state]] : state;
    }
}
