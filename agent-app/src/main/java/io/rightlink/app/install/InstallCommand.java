package io.rightlink.app.install;

import io.rightlink.app.listener.HostInterfaces;
import io.rightlink.app.listener.ListenAddress;
import io.rightlink.app.listener.ListenAddressConverter;
import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code rightlink install}. */
@Command(
        name = "install",
        description =
                "Writes rightlink.service and the command rightlink to the host, enables the unit and starts it. Run it with the host's network, /run/systemd,"
                        + " /var/run/dbus and /etc/systemd/system. Installing again is harmless.")
public final class InstallCommand implements Callable<Integer> {

    private static final Duration READY = Duration.ofSeconds(60);
    private static final Path TRANSIENT_UNITS = Path.of("/run/systemd/system");
    private static final int TIMEOUT_MILLIS = 1_000;

    @Spec
    private CommandSpec spec;

    @Option(
            names = "-listen",
            paramLabel = "ADDRESS:PORT",
            defaultValue = "docker-bridge:88",
            converter = ListenAddressConverter.class,
            description = "where containers are to reach the agent (default: ${DEFAULT-VALUE})")
    private ListenAddress listen;

    @Option(
            names = "-bridge",
            paramLabel = "INTERFACE",
            defaultValue = "docker0",
            description = "the Docker bridge (default: ${DEFAULT-VALUE})")
    private String bridge;

    @Option(
            names = "-image",
            paramLabel = "IMAGE",
            defaultValue = "${env:RIGHTLINK_IMAGE}",
            description = "the agent's image (default: this one, ${DEFAULT-VALUE})")
    private @Nullable String image;

    @Option(
            names = "-units",
            paramLabel = "DIR",
            defaultValue = "/etc/systemd/system",
            description = "the host's unit directory (default: ${DEFAULT-VALUE})")
    private Path unitDirectory;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (image == null || image.isEmpty()) {
            throw new IllegalStateException("This RightLink runs in no image of its own: name the agent's with -image");
        }
        String agentImage = image;
        String address = bridgeAddress();
        say("the Docker bridge " + bridge + " has the address " + address);
        UnitsContext.with(units -> {
            new HostCommand(units, TRANSIENT_UNITS, HostCommand.DIRECTORIES, this::say).install();
            new Installer(units, unitDirectory, this::say)
                    .install(UnitTemplate.render(agentImage, listen.toString(), address));
        });
        ListenAddress reached = new ListenAddress(address, listen.port());
        if (!Patience.until(() -> isReady(listen.port()) && listens(reached), READY)) {
            throw new IllegalStateException("The agent was started, and does not answer at " + reached + " within "
                    + READY.toSeconds() + " s; see 'journalctl -u rightlink' on the host");
        }
        say("the agent answers at " + reached);
        return 0;
    }

    private String bridgeAddress() {
        if (!listen.host().equals(ListenAddress.DOCKER_BRIDGE)) {
            return listen.host();
        }
        return HostInterfaces.addressOf(bridge)
                .orElseThrow(() ->
                        new IllegalStateException("No interface " + bridge + " with an IPv4 address is seen here: run"
                                + " install with the host's network (docker run --network host), once the engine runs, or name the"
                                + " bridge with -bridge"));
    }

    /** On loopback, where it is plain HTTP whatever is spoken on the bridge. */
    private static boolean isReady(int port) {
        try {
            HttpURLConnection probe =
                    (HttpURLConnection) URI.create("http://127.0.0.1:" + port + "/actuator/health/readiness")
                            .toURL()
                            .openConnection();
            probe.setConnectTimeout(TIMEOUT_MILLIS);
            probe.setReadTimeout(TIMEOUT_MILLIS);
            return probe.getResponseCode() == HttpURLConnection.HTTP_OK;
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean listens(ListenAddress address) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(address.host(), address.port()), TIMEOUT_MILLIS);
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void say(String line) {
        spec.commandLine().getOut().println("rightlink: " + line);
        spec.commandLine().getOut().flush();
    }
}
