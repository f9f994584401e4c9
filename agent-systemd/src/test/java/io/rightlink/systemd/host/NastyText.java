package io.rightlink.systemd.host;

import java.util.List;
import java.util.Random;

/** Text that is apt to be misread: quotes, comments, escapes, blanks at either end, letters of one to four bytes. */
final class NastyText {

    private static final List<String> PIECES = List.of(
            "\"",
            "'",
            "\\",
            "`",
            "$",
            "#",
            ";",
            "=",
            "%",
            "!",
            "&",
            "*",
            "{",
            "}",
            "[",
            "]",
            "(",
            ")",
            "<",
            ">",
            "|",
            " ",
            "  ",
            "\t",
            "\n",
            "\n\n",
            "\r",
            "\r\n",
            "\u000b",
            "\f",
            "\u0001",
            "\u001b[0m",
            "\u007f",
            "\u0085",
            "\\n",
            "\\\n",
            "\\\\",
            "\\\"",
            "\\'",
            "\\$",
            "\\x41",
            "\\101",
            "$HOME",
            "${HOME}",
            "$$",
            "$(id)",
            "%n",
            "%%",
            "A=B",
            "\nA=B",
            "\n#",
            "\n;",
            "#\n",
            "export ",
            "a",
            "Z",
            "0",
            "\u00a0",
            "\u00e4",
            "\u20ac",
            "\u2028",
            "\ufeff",
            "\ufffd",
            "\ud83d\ude00",
            "-----BEGIN KEY-----\n");

    private static final int MOST = 12;

    private NastyText() {}

    /** Returns another one, which may be empty. */
    static String next(Random random) {
        StringBuilder text = new StringBuilder();
        for (int left = random.nextInt(MOST); left > 0; left--) {
            text.append(random.nextInt(4) == 0 ? letter(random) : PIECES.get(random.nextInt(PIECES.size())));
        }
        return text.toString();
    }

    private static String letter(Random random) {
        int letter;
        do {
            letter = 1 + random.nextInt(Character.MAX_CODE_POINT);
        } while (isNone(letter));
        return Character.toString(letter);
    }

    /** Half of a surrogate pair, or what is no character ever. */
    private static boolean isNone(int letter) {
        return (letter >= 0xd800 && letter <= 0xdfff)
                || (letter >= 0xfdd0 && letter <= 0xfdef)
                || (letter & 0xfffe) == 0xfffe;
    }
}
