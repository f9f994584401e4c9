package io.rightlink.scripts.script;

/** A file that comes with a script. */
public record Attachment(String name, long sizeBytes, String sha256) {}
