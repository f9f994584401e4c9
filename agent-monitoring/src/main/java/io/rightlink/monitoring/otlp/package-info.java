/** What is measured, pushed to a receiver of OpenTelemetry's protocol under OpenTelemetry's names. */
@NullMarked
package io.rightlink.monitoring.otlp;

import org.jspecify.annotations.NullMarked;
