package io.rightlink.app.client;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/** Rows in aligned columns, as wide as the terminal at most. Not thread-safe. */
final class Table {

    /** What somebody has to look at. */
    private static final Set<String> BAD =
            Set.of("failed", "unhealthy", "dead", "firing", "DOWN", "stranded", "not-found", "bad-setting", "expired");

    private static final String RED = "\u001B[31m";
    private static final String BOLD = "\u001B[1m";
    private static final String PLAIN = "\u001B[0m";
    private static final String GAP = "  ";
    private static final int NARROWEST_COLUMN = 8;

    private final List<String[]> rows = new ArrayList<>();
    private final boolean titled;

    private Table(boolean titled) {
        this.titled = titled;
    }

    static Table titled(String... titles) {
        return new Table(true).row(titles);
    }

    static Table untitled() {
        return new Table(false);
    }

    Table row(String... cells) {
        rows.add(Arrays.stream(cells).map(Plain::of).toArray(String[]::new));
        return this;
    }

    void print(Surroundings around) {
        int[] widths = widths(around.width());
        for (int i = 0; i < rows.size(); i++) {
            around.out().println(line(rows.get(i), widths, around.colours(), titled && i == 0));
        }
    }

    private int[] widths(OptionalInt room) {
        int[] widths = new int[rows.isEmpty() ? 0 : rows.getFirst().length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], length(row[i]));
            }
        }
        room.ifPresent(columns -> narrow(widths, columns - GAP.length() * (widths.length - 1)));
        return widths;
    }

    /** Takes from the widest column until all fit, or none has any more to give. */
    private static void narrow(int[] widths, int room) {
        int over = Arrays.stream(widths).sum() - room;
        while (over > 0) {
            int widest = 0;
            for (int i = 1; i < widths.length; i++) {
                widest = widths[i] > widths[widest] ? i : widest;
            }
            if (widths[widest] <= NARROWEST_COLUMN) {
                return;
            }
            widths[widest]--;
            over--;
        }
    }

    private static String line(String[] row, int[] widths, boolean colours, boolean title) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.length; i++) {
            String cell = cut(row[i], widths[i]);
            boolean last = i == row.length - 1;
            String padding = last ? "" : " ".repeat(widths[i] - length(cell)) + GAP;
            line.append(colours ? coloured(cell, title) : cell).append(padding);
        }
        return line.toString().stripTrailing();
    }

    private static String coloured(String cell, boolean title) {
        if (title) {
            return BOLD + cell + PLAIN;
        }
        return BAD.contains(cell) ? RED + cell + PLAIN : cell;
    }

    private static String cut(String cell, int width) {
        return length(cell) <= width ? cell : cell.substring(0, cell.offsetByCodePoints(0, width - 1)) + "…";
    }

    private static int length(String cell) {
        return cell.codePointCount(0, cell.length());
    }
}
