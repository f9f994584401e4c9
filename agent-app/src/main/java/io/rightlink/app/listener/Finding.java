package io.rightlink.app.listener;

import io.rightlink.core.access.Caller;

/**
 * Who calls.
 *
 * @param wrong whether the caller presented what is nobody's
 */
record Finding(Caller caller, boolean wrong) {}
