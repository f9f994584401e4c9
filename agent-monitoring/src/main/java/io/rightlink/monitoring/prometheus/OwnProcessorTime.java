package io.rightlink.monitoring.prometheus;

import com.sun.management.OperatingSystemMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.CompilationMXBean;
import java.lang.management.ManagementFactory;

/** The processor time that the agent itself used. */
final class OwnProcessorTime implements MeterBinder {

    @Override
    public void bindTo(MeterRegistry registry) {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        FunctionCounter.builder("process.cpu", system, it -> it.getProcessCpuTime() / 1e9)
                .description("Processor time that the agent used.")
                .baseUnit("seconds")
                .register(registry);
        CompilationMXBean compiler = ManagementFactory.getCompilationMXBean();
        if (compiler != null && compiler.isCompilationTimeMonitoringSupported()) {
            FunctionCounter.builder("jvm.compilation", compiler, it -> it.getTotalCompilationTime() / 1e3)
                    .description("Time that the JVM spent compiling.")
                    .baseUnit("seconds")
                    .register(registry);
        }
    }
}
