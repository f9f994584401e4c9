package io.rightlink.app.rll;

import io.rightlink.docker.control.DockerControl;
import io.rightlink.monitoring.collectd.Collectd;
import io.rightlink.monitoring.exec.ExecPlugins;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.tss.TssIdentity;
import io.rightlink.scripts.env.Globals;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

/** RightLink 10's API. */
@Configuration(proxyBeanMethods = false)
public class RllConfiguration {

    @Bean
    DockerControlController dockerControlController(DockerControl control) {
        return new DockerControlController(control);
    }

    @Bean
    EnvController envController(Globals globals, JsonMapper json) {
        return new EnvController(globals, new EnvBody(json));
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
}
