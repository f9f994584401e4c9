package io.rightlink.scripts.kill;

import io.rightlink.core.placement.Placement;
import io.rightlink.core.store.Store;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.BeanPostProcessor;

/**
 * Ends the agent's process at one of its steps, with nothing done after it, as SIGKILL does. A step is the moment before or after it
 * writes to its store, or starts, finds or lists a program, and the one after it reads from its store. Safe for any thread.
 */
public final class Steps implements BeanPostProcessor {

    /** As of a process that SIGKILL has ended. */
    public static final int KILLED = 137;

    private static final Set<String> STEPS = Set.of("write", "start", "find", "kept");

    private final AtomicInteger left;
    private final Path reached;

    /**
     * @param step at which it ends
     * @param reached a file that says where that was
     */
    public Steps(int step, Path reached) {
        this.left = new AtomicInteger(step);
        this.reached = reached;
    }

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return switch (bean) {
            case Store _ -> stepping(bean, Store.class);
            case Placement _ -> stepping(bean, Placement.class);
            default -> bean;
        };
    }

    private Object stepping(Object bean, Class<?>... type) {
        return Proxy.newProxyInstance(Steps.class.getClassLoader(), type, (_, method, args) -> {
            String name = method.getName();
            if (STEPS.contains(name)) {
                step("before " + name);
            }
            try {
                return method.invoke(bean, args);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            } finally {
                if (STEPS.contains(name) || name.equals("read")) {
                    step("after " + name);
                }
            }
        });
    }

    private void step(String name) {
        if (left.decrementAndGet() == 0) {
            try {
                Files.writeString(reached, name);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } finally {
                Runtime.getRuntime().halt(KILLED);
            }
        }
    }
}
