package io.rightlink.systemd.bus;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where systemd is reached.
 *
 * @param busSocket the system bus's socket. In a container, mount its directory: a mounted socket is dead once the bus has been
 *     restarted
 * @param unitDirectory the host's directory of local unit files, the only one in which the agent writes
 * @param ownUnit the unit that runs the agent
 */
@ConfigurationProperties("rightlink.systemd")
public record SystemdSettings(
        @DefaultValue("/run/dbus/system_bus_socket") Path busSocket,
        @DefaultValue("/etc/systemd/system") Path unitDirectory,
        @DefaultValue("rightlink.service") String ownUnit) {}
