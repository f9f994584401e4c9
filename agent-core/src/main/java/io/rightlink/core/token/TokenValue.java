package io.rightlink.core.token;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What a token's bearer sends: {@code rlt_<id>_<secret>}.
 *
 * @param id by which the token is found, no secret: 12 characters
 * @param secret 32 characters of log2(62) = 5.95 bits: 190 bits
 */
record TokenValue(String id, String secret) {

    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 12;
    private static final int SECRET_LENGTH = 32;
    private static final Pattern FORM =
            Pattern.compile("rlt_([A-Za-z0-9]{" + ID_LENGTH + "})_([A-Za-z0-9]{" + SECRET_LENGTH + "})");

    static TokenValue random(SecureRandom random) {
        return new TokenValue(letters(random, ID_LENGTH), letters(random, SECRET_LENGTH));
    }

    /** Reads what a caller sent; empty if it isn't of the form. */
    static Optional<TokenValue> of(String sent) {
        Matcher matcher = FORM.matcher(sent);
        return matcher.matches() ? Optional.of(new TokenValue(matcher.group(1), matcher.group(2))) : Optional.empty();
    }

    /** Returns the whole as its bearer sends it. */
    String text() {
        return "rlt_" + id + "_" + secret;
    }

    /** Returns what is kept of it: SHA-256, in 64 hexadecimal digits. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text().getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return "rlt_" + id + "_…";
    }

    private static String letters(SecureRandom random, int count) {
        return random.ints(count, 0, ALPHABET.length())
                .mapToObj(i -> ALPHABET.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
