package io.rightlink.core.audit;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * An entry of the chain.
 *
 * @param content what it says, as it was hashed
 * @param hash of this entry and, by the hash of the one before, of all that came before
 */
record Link(long number, String content, String hash) {

    /** Returns the entry that comes behind this one. */
    Link next(String text) {
        return new Link(number + 1, text, hashOf(hash + "\n" + (number + 1) + "\n" + text));
    }

    private static String hashOf(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java has SHA-256", e);
        }
    }
}
