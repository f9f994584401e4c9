package io.rightlink.app.install;

import io.rightlink.app.command.PartialContext;
import io.rightlink.core.CoreAutoConfiguration;
import io.rightlink.systemd.bus.SystemBusAutoConfiguration;
import io.rightlink.systemd.unit.UnitAutoConfiguration;
import io.rightlink.systemd.unit.Units;
import java.io.IOException;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;

/** The systemd room alone, for as long as a command needs it. Stateless. */
final class UnitsContext {

    private UnitsContext() {}

    /** What a command does with units. */
    @FunctionalInterface
    interface Work {
        void accept(Units units) throws IOException, InterruptedException;
    }

    static void with(Work work) throws IOException, InterruptedException {
        try (ConfigurableApplicationContext room = PartialContext.start(
                List.of(),
                CoreAutoConfiguration.class,
                SystemBusAutoConfiguration.class,
                UnitAutoConfiguration.class)) {
            work.accept(room.getBean(Units.class));
        }
    }
}
