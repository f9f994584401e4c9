package io.rightlink.app.command;

import java.util.List;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** Some of the agent's rooms, for a command that needs no more. */
public final class PartialContext {

    private PartialContext() {}

    /** Assembles {@code parts}, without the listener and without what was generated for the agent as a whole. */
    public static ConfigurableApplicationContext start(List<String> settings, Class<?>... parts) {
        System.setProperty("spring.aot.enabled", "false");
        return new SpringApplicationBuilder(parts)
                .web(WebApplicationType.NONE)
                .properties("logging.level.root=warn", "spring.main.keep-alive=false")
                .run(settings.toArray(String[]::new));
    }
}
