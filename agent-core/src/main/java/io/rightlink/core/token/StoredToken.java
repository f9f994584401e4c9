package io.rightlink.core.token;

/**
 * A token as it is kept.
 *
 * @param id the part of its value that it is found by
 * @param digest of its value, in hexadecimal digits
 */
record StoredToken(String id, String digest, Token token) {}
