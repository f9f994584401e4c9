package io.rightlink.app.architecture.bad.two;

import io.rightlink.app.architecture.bad.one.One;

/** Knows the one that knows it. */
public record Two(One other) {}
