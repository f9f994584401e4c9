package io.rightlink.systemd.change;

import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.job.JobAutoConfiguration;
import io.rightlink.core.job.Jobs;
import io.rightlink.core.placement.Placement;
import io.rightlink.core.store.Schema;
import io.rightlink.core.store.Store;
import io.rightlink.systemd.bus.SystemdSettings;
import io.rightlink.systemd.journal.Journal;
import io.rightlink.systemd.journal.JournalAutoConfiguration;
import io.rightlink.systemd.unit.OwnUnit;
import io.rightlink.systemd.unit.UnitAutoConfiguration;
import io.rightlink.systemd.unit.UnitLocks;
import io.rightlink.systemd.unit.UnitRelations;
import io.rightlink.systemd.unit.Units;
import java.time.Clock;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.context.annotation.Bean;
import tools.jackson.databind.json.JsonMapper;

/** Changes of units, and their part of the API. */
@AutoConfiguration(after = {UnitAutoConfiguration.class, JournalAutoConfiguration.class, JobAutoConfiguration.class})
@ConditionalOnBean(Jobs.class)
public final class ChangeAutoConfiguration {

    @Bean
    Schema unitChangeSchema() {
        return ChangeJournal.SCHEMA;
    }

    @Bean
    ChangeJournal changeJournal(Store store, JsonMapper json) {
        return new ChangeJournal(store, json);
    }

    @Bean
    UnitDirectory unitDirectory(SystemdSettings settings) {
        return new UnitDirectory(settings.unitDirectory());
    }

    @Bean
    Undoing unitUndoing(UnitDirectory directory, Units units) {
        return new Undoing(directory, units);
    }

    @Bean
    Recovery unitChangeRecovery(ChangeJournal journal, Undoing undoing, UnitLocks locks, Jobs jobs, Verifier verifier) {
        return new Recovery(journal, undoing, locks, jobs, verifier);
    }

    @Bean
    Transactions unitTransactions(
            ChangeJournal journal, Undoing undoing, Recovery recovery, Journal words, Clock clock) {
        return new Transactions(journal, undoing, recovery, new LastWords(words), clock);
    }

    @Bean
    Verifier unitVerifier(ObjectProvider<Placement> placements, AgentSettings settings) {
        Optional<Placement> host = placements.stream()
                .filter(placement -> placement.name().equals("host"))
                .findFirst();
        return new Verifier(host, settings.stateDirectory().resolve("verify"));
    }

    @Bean
    HostUnits hostUnits(Units units, UnitRelations relations, OwnUnit own, UnitDirectory directory) {
        return new HostUnits(units, relations, own, directory);
    }

    @Bean
    UnitChanges unitChanges(HostUnits host, Verifier verifier, UnitLocks locks, Jobs jobs, Transactions transactions) {
        return new JournalledChanges(host, verifier, locks, jobs, transactions);
    }

    @Bean
    ChangeController changeController(UnitChanges changes) {
        return new ChangeController(changes);
    }
}
