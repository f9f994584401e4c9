package io.rightlink.monitoring.sample;

import java.util.Arrays;
import java.util.List;

/** What tells the samples of a family apart, as names with values in the order that they were given. Immutable. */
public final class Labels {

    /** The labels of a family that has a single sample. */
    public static final Labels NONE = new Labels(List.of());

    private final List<String> namesAndValues;
    private final int hash;

    private Labels(List<String> namesAndValues) {
        this.namesAndValues = namesAndValues;
        this.hash = namesAndValues.hashCode();
    }

    /** Makes labels of {@code "cpu", "0", "mode", "idle"}. */
    public static Labels of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("A label without a value: " + Arrays.toString(namesAndValues));
        }
        return new Labels(List.of(namesAndValues));
    }

    /** Returns these labels and one more. */
    public Labels and(String name, String value) {
        String[] more = namesAndValues.toArray(new String[namesAndValues.size() + 2]);
        more[more.length - 2] = name;
        more[more.length - 1] = value;
        return new Labels(List.of(more));
    }

    /** Returns how many labels there are. */
    public int size() {
        return namesAndValues.size() / 2;
    }

    /** Returns the name of the label at {@code index}, from 0. */
    public String name(int index) {
        return namesAndValues.get(2 * index);
    }

    /** Returns the value of the label at {@code index}, from 0. */
    public String value(int index) {
        return namesAndValues.get(2 * index + 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Labels labels && hash == labels.hash && namesAndValues.equals(labels.namesAndValues);
    }

    @Override
    public int hashCode() {
        return hash;
    }

    @Override
    public String toString() {
        return namesAndValues.toString();
    }
}
