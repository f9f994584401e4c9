package io.rightlink.app.client;

import java.net.URI;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say which agent to ask, and as whom. */
final class Connection {

    private static final String ADDRESS = "RIGHTLINK_ADDRESS";
    private static final String SECRET_FILE = "RIGHTLINK_SECRET_FILE";
    private static final String USUAL_FILE = "/var/run/rightlink/secret";
    private static final Pattern FORM = Pattern.compile("([A-Za-z0-9.-]+|\\[[0-9a-fA-F:]+])(?::(\\d{1,5}))?");

    @Spec(Spec.Target.MIXEE)
    private CommandSpec spec;

    @Option(
            names = "--address",
            paramLabel = "HOST[:PORT]",
            description = "where the agent listens (default: $" + ADDRESS
                    + ", else 127.0.0.1 and the port that the secret's" + " file names)")
    private @Nullable String address;

    @Option(
            names = "--secret-file",
            paramLabel = "FILE",
            description =
                    "has the agent's secret, or a token alone (default: $" + SECRET_FILE + ", else " + USUAL_FILE + ")")
    private @Nullable Path secretFile;

    private final Surroundings around;

    Connection(Surroundings around) {
        this.around = around;
    }

    /** Returns the agent's API; nobody is asked yet. */
    Api open() {
        String named =
                secretFile == null ? around.environment().getOrDefault(SECRET_FILE, USUAL_FILE) : secretFile.toString();
        String where = address == null ? around.environment().getOrDefault(ADDRESS, "127.0.0.1") : address;
        Matcher form = FORM.matcher(where);
        if (!form.matches()) {
            throw new ParameterException(
                    spec.commandLine(), "'" + where + "' is not of the form 172.17.0.1:88, which --address has");
        }
        String port = form.group(2);
        return new Api(
                new SecretFile(Path.of(named)),
                secret -> URI.create("http://" + form.group(1) + ":"
                        + (port == null ? secret.port().orElse(Api.USUAL_PORT).toString() : port)));
    }
}
