package io.rightlink.scripts.template;

import io.rightlink.core.alert.AlertRules;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.scripts.run.RunAutoConfiguration;
import io.rightlink.scripts.run.Runs;
import io.rightlink.scripts.script.ScriptAutoConfiguration;
import io.rightlink.scripts.script.Scripts;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** The ServerTemplate, and its part of the API. */
@AutoConfiguration(after = {RunAutoConfiguration.class, ScriptAutoConfiguration.class})
@EnableConfigurationProperties({AgentSettings.class, TemplateSettings.class})
public final class TemplateAutoConfiguration {

    @Bean
    TemplateRequests templateRequests(Scripts scripts, Runs runs, TemplateSettings settings) {
        return new TemplateRequests(scripts, runs, settings);
    }

    /** Where nobody watches alerts, those of a template are but kept. */
    @Bean
    FileTemplates templates(AgentSettings agent, TemplateRequests requests, ObjectProvider<AlertRules> alerts) {
        return new FileTemplates(agent.stateDirectory(), requests, alerts.getIfAvailable(() -> (_, _) -> {}));
    }

    @Bean
    TemplateController templateController(Templates templates) {
        return new TemplateController(templates);
    }
}
