package io.rightlink.scripts.boot;

import io.rightlink.core.event.EventAutoConfiguration;
import io.rightlink.core.event.Events;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.host.Host;
import io.rightlink.core.host.HostAutoConfiguration;
import io.rightlink.core.host.HostLife;
import io.rightlink.core.host.HostShutdown;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.core.store.StoreAutoConfiguration;
import io.rightlink.scripts.run.RunAutoConfiguration;
import io.rightlink.scripts.run.Runs;
import io.rightlink.scripts.template.TemplateAutoConfiguration;
import io.rightlink.scripts.template.TemplateRequests;
import io.rightlink.scripts.template.Templates;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** The host's boot and its end, and their part of the API. */
@AutoConfiguration(
        after = {
            EventAutoConfiguration.class,
            HostAutoConfiguration.class,
            RunAutoConfiguration.class,
            StoreAutoConfiguration.class,
            TemplateAutoConfiguration.class
        })
@EnableConfigurationProperties({AgentSettings.class, BootSettings.class})
public final class BootAutoConfiguration {

    @Bean
    Schema bootSchema() {
        return BootJournal.SCHEMA;
    }

    @Bean
    BootJournal bootJournal(Store store, JsonMapper json, Clock clock) {
        return new BootJournal(store, json, clock);
    }

    @Bean
    BootBeginning bootBeginning(
            BootJournal journal,
            AgentSettings agent,
            Rootfs rootfs,
            Host host,
            Templates templates,
            TemplateRequests requests,
            BootSettings settings) {
        BootMarker marker = new BootMarker(agent.runDirectory(), rootfs);
        return new BootBeginning(journal, marker, host, templates, requests, settings.reboots());
    }

    /** Where nobody talks to an init system, nobody sees the host go down. */
    @Bean
    JournalledBoots boots(
            BootJournal journal,
            BootBeginning beginning,
            Runs runs,
            ObjectProvider<HostShutdown> shutdown,
            Events events,
            BootSettings settings) {
        return new JournalledBoots(
                journal,
                beginning,
                new Conductor(journal, runs),
                new BootView(journal, runs),
                shutdown.getIfAvailable(() -> Optional::empty),
                events,
                settings);
    }

    @Bean
    BootHold bootHold(HostLife life) {
        return new BootHold(life);
    }

    @Bean
    BootController bootController(Boots boots) {
        return new BootController(boots);
    }
}
