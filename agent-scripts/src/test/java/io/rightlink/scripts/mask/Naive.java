package io.rightlink.scripts.mask;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** What {@link MaskedStream} is to do, on the whole text at once and by trying every place. */
final class Naive {

    private record Hit(int start, int end, String name) {

        int length() {
            return end - start;
        }
    }

    private Naive() {}

    static String replace(Map<String, String> values, String text) {
        List<Hit> hits = new ArrayList<>();
        values.forEach((name, value) -> {
            for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + 1)) {
                hits.add(new Hit(at, at + value.length(), name));
            }
        });
        addCutOff(values, text, hits);
        hits.sort(Comparator.comparingInt(Hit::start)
                .thenComparing(Comparator.comparingInt(Hit::length).reversed()));
        StringBuilder masked = new StringBuilder();
        int from = 0;
        for (int i = 0; i < hits.size(); ) {
            Hit longest = hits.get(i);
            int start = longest.start();
            int end = longest.end();
            for (i++; i < hits.size() && hits.get(i).start() < end; i++) {
                end = Math.max(end, hits.get(i).end());
                longest = hits.get(i).length() > longest.length() ? hits.get(i) : longest;
            }
            masked.append(text, from, start)
                    .append("<hidden ")
                    .append(longest.name())
                    .append('>');
            from = end;
        }
        return masked.append(text.substring(from)).toString();
    }

    /** The longest end of the text that is a beginning of a value, and not all of it. */
    private static void addCutOff(Map<String, String> values, String text, List<Hit> hits) {
        for (int length = text.length(); length >= 4; length--) {
            String end = text.substring(text.length() - length);
            for (Map.Entry<String, String> value : values.entrySet()) {
                if (value.getValue().startsWith(end) && value.getValue().length() > length) {
                    hits.add(new Hit(text.length() - length, text.length(), value.getKey()));
                    return;
                }
            }
        }
    }
}
