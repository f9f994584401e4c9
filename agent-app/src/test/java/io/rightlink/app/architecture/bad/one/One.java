package io.rightlink.app.architecture.bad.one;

import io.rightlink.app.architecture.bad.two.Two;

/** Knows the one that knows it. */
public record One(Two other) {}
