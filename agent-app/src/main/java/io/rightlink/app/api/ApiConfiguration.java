package io.rightlink.app.api;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** The description of the API. */
@Configuration(proxyBeanMethods = false)
public class ApiConfiguration {

    @Bean
    ApiDocumentController apiDocumentController() {
        return new ApiDocumentController();
    }
}
