package io.rightlink.docker.image;

import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.store.StoreAutoConfiguration;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.springframework.boot.jackson.autoconfigure.JacksonAutoConfiguration;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.util.FileSystemUtils;

/** The agent's own jobs, which run while the test goes on, in a store of the test's. For {@code @RegisterExtension}. */
final class RealJobs implements BeforeEachCallback, AfterEachCallback {

    private @Nullable AnnotationConfigApplicationContext context;
    private @Nullable Path state;

    @Override
    public void beforeEach(ExtensionContext test) throws IOException {
        state = Files.createTempDirectory("rightlink-jobs-");
        context = new AnnotationConfigApplicationContext();
        TestPropertyValues.of("rightlink.version=1.2.3", "rightlink.state-directory=" + state)
                .applyTo(context);
        context.register(
                CoreAutoConfiguration.class,
                JacksonAutoConfiguration.class,
                StoreAutoConfiguration.class,
                JobAutoConfiguration.class);
        context.refresh();
    }

    @Override
    public void afterEach(ExtensionContext test) throws IOException {
        if (context != null) {
            context.close();
        }
        FileSystemUtils.deleteRecursively(state);
    }

    Jobs jobs() {
        if (context == null) {
            throw new IllegalStateException("There are jobs only while a test runs");
        }
        return context.getBean(Jobs.class);
    }
}
