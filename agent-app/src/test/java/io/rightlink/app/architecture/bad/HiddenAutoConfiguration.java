package io.rightlink.app.architecture.bad;

import org.springframework.boot.autoconfigure.AutoConfiguration;

/** Not public, not final. */
@AutoConfiguration
class HiddenAutoConfiguration {}
