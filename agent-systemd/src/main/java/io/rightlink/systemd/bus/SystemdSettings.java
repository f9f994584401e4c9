package io.rightlink.systemd.bus;

import java.nio.file.Path;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where systemd is reached.
 *
 * @param busSocket the system bus's socket. In a container, mount its directory: a mounted socket is dead once the bus has been
 *     restarted
 */
@ConfigurationProperties("rightlink.systemd")
public record SystemdSettings(
        @DefaultValue("/run/dbus/system_bus_socket") Path busSocket) {}
