package io.rightlink.app.rll;

import io.rightlink.docker.control.DockerControl;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** RightLink 10's API. */
@Configuration(proxyBeanMethods = false)
public class RllConfiguration {

    @Bean
    DockerControlController dockerControlController(DockerControl control) {
        return new DockerControlController(control);
    }
}
