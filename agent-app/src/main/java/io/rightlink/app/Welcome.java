package io.rightlink.app;

import io.rightlink.core.host.Host;
import io.rightlink.core.host.HostDescription;
import java.lang.management.ManagementFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;

/** Says in the log, once the agent is ready, which agent it is and what it manages. */
class Welcome {

    private static final Logger LOG = LoggerFactory.getLogger(Welcome.class);

    private final Host host;

    Welcome(Host host) {
        this.host = host;
    }

    @EventListener(ApplicationReadyEvent.class)
    void onReady() {
        HostDescription it = host.describe();
        LOG.info(
                "RightLink {} manages {} ({}, kernel {}), seen from {}; ready after {} ms",
                it.agent().version(),
                it.hostname().orElse("a host without a name"),
                it.os().orElse("unknown system"),
                it.kernel().orElse("unknown"),
                it.agent().placement().equals("container") ? "a container" : "itself",
                ManagementFactory.getRuntimeMXBean().getUptime());
    }
}
