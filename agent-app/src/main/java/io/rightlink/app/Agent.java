package io.rightlink.app;

import io.rightlink.app.api.ApiConfiguration;
import io.rightlink.app.listener.ListenerConfiguration;
import io.rightlink.app.platform.PlatformConfiguration;
import io.rightlink.app.rll.RllConfiguration;
import io.rightlink.app.upgrade.Invocation;
import io.rightlink.app.upgrade.UpgradeConfiguration;
import io.rightlink.core.host.Host;
import java.util.List;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.SpringBootConfiguration;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.scheduling.annotation.EnableScheduling;

/** The agent: its rooms are the modules that this one depends on, each with its own auto-configuration. */
@SpringBootConfiguration(proxyBeanMethods = false)
@EnableAutoConfiguration
@EnableScheduling
@Import({
    ApiConfiguration.class,
    ListenerConfiguration.class,
    PlatformConfiguration.class,
    RllConfiguration.class,
    UpgradeConfiguration.class
})
public class Agent {

    @Bean
    Welcome welcome(Host host) {
        return new Welcome(host);
    }

    /** Starts the agent with settings in Spring's form, {@code --rightlink.rootfs=/host}. */
    public static void main(String[] arguments) {
        application().run(arguments);
    }

    /** Starts the agent in a process of its own, in which another program may go on. */
    static void start(List<String> settings, Invocation invocation) {
        SpringApplication agent = application();
        agent.addInitializers(context -> context.getBeanFactory().registerSingleton("invocation", invocation));
        agent.run(settings.toArray(String[]::new));
    }

    private static SpringApplication application() {
        SpringApplication agent = new SpringApplication(Agent.class);
        agent.setMainApplicationClass(Agent.class);
        return agent;
    }
}
