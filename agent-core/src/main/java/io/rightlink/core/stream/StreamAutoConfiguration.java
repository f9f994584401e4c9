package io.rightlink.core.stream;

import io.rightlink.core.host.Rootfs;
import java.nio.file.Path;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.context.annotation.Bean;

/** What answers that go on have in common. */
@AutoConfiguration
public final class StreamAutoConfiguration {

    @Bean
    Connections connections() {
        return new Connections(new Rootfs(Path.of("/")));
    }
}
