package io.rightlink.scripts.run;

import io.rightlink.core.store.Store;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Has somebody call an agent that just begins to take runs: when it first looks into its store then. */
final class CallerAtStart implements BeanPostProcessor {

    /** It waits, if it has to, for what the agent does meanwhile. */
    private static final Duration PATIENCE = Duration.ofMillis(500);

    private final Consumer<Runs> caller;
    private final AtomicBoolean called = new AtomicBoolean();
    private volatile @Nullable JournalledRuns runs;

    CallerAtStart(Consumer<Runs> caller) {
        this.caller = caller;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        if (bean instanceof JournalledRuns started) {
            runs = started;
        }
        return bean instanceof Store store ? watched(store) : bean;
    }

    private Object watched(Store store) {
        Class<?>[] type = {Store.class};
        return Proxy.newProxyInstance(CallerAtStart.class.getClassLoader(), type, (_, method, args) -> {
            Object result = method.invoke(store, args);
            JournalledRuns started = runs;
            if (started != null && started.isRunning() && called.compareAndSet(false, true)) {
                boolean _ =
                        Thread.startVirtualThread(() -> caller.accept(started)).join(PATIENCE);
            }
            return result;
        });
    }
}
