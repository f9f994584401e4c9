/** What is measured: families of metrics and their samples, whoever reads them and whoever shows them. */
@NullMarked
package io.rightlink.monitoring.sample;

import org.jspecify.annotations.NullMarked;
