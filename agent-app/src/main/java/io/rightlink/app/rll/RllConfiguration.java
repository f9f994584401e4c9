package io.rightlink.app.rll;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.identity.Identities;
import io.rightlink.core.setting.Settings;
import io.rightlink.core.stream.Connections;
import io.rightlink.docker.control.DockerControl;
import io.rightlink.monitoring.collectd.Collectd;
import io.rightlink.monitoring.exec.ExecPlugins;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.tss.TssIdentity;
import io.rightlink.scripts.boot.Boots;
import io.rightlink.scripts.env.Globals;
import io.rightlink.scripts.run.Runs;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.system.ApplicationHome;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** RightLink 10's API. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(RllSettings.class)
public class RllConfiguration {

    @Bean
    DebugCookbookController debugCookbookController(Settings settings) {
        return new DebugCookbookController(settings);
    }

    @Bean
    DockerControlController dockerControlController(DockerControl control) {
        return new DockerControlController(control);
    }

    @Bean
    EnvController envController(Globals globals, JsonMapper json) {
        return new EnvController(globals, new EnvBody(json));
    }

    @Bean
    LoginControlController loginControlController(Settings settings) {
        return new LoginControlController(settings);
    }

    @Bean
    ProcController procController(
            AgentSettings agent,
            RllSettings settings,
            Identities identities,
            Boots boots,
            LoggingSystem logging,
            JsonMapper json) {
        return new ProcController(
                new ProcVariables(agent, binPath(settings), identities, boots, new LogVerbosity(logging)),
                new EnvBody(json));
    }

    @Bean
    RunRecipeController runRecipeController(JsonMapper json) {
        return new RunRecipeController(json);
    }

    @Bean
    RunScriptController runScriptController(Runs runs, Connections connections, RllSettings settings) {
        return new RunScriptController(new SynchronousRuns(runs, connections, settings.statusWithin()));
    }

    @Bean
    TssControlController tssControlController(MonitoringControl control, TssIdentity identity) {
        return new TssControlController(control, identity);
    }

    @Bean
    TssExecController tssExecController(ExecPlugins plugins, JsonMapper json) {
        return new TssExecController(plugins, json);
    }

    @Bean
    TssHostnameController tssHostnameController(TssIdentity identity) {
        return new TssHostnameController(identity);
    }

    @Bean
    CollectdController collectdController(Collectd collectd) {
        return new CollectdController(collectd);
    }

    private static String binPath(RllSettings settings) {
        return Optional.ofNullable(settings.binPath()).map(Path::toString).orElseGet(() -> Optional.ofNullable(
                        new ApplicationHome(RllConfiguration.class).getSource())
                .map(File::getPath)
                .orElse(""));
    }
}
