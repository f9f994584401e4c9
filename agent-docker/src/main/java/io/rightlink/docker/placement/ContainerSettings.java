package io.rightlink.docker.placement;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.model.HealthCheck;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import io.rightlink.core.host.AgentSettings;
import io.rightlink.core.placement.Launch;
import io.rightlink.docker.image.ImageRef;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The settings of a container that runs a program. Immutable.
 *
 * @param command the program and its arguments, as the agent calls them
 * @param inherited the names of variables that the image would pass on
 */
record ContainerSettings(
        Launch launch, ImageRef image, AgentSettings agent, List<String> command, List<String> inherited) {

    /** What the engine sets by itself. */
    private static final List<String> SET_BY_ENGINE = List.of("PATH", "HOSTNAME");

    /**
     * The log keeps the output until it is taken. This driver keeps bytes as they are, where json-file replaces what isn't UTF-8. It has
     * no limit, since a limit costs the beginning; of the engine's own defaults none is left to apply.
     */
    private static final LogConfig WHOLE_LOG = new LogConfig(
            LogConfig.LoggingType.LOCAL,
            Map.of("max-size", "1000000g", "max-file", "1", "compress", "false", "mode", "blocking"));

    /** As root, as in the other placements; of the image nothing is left but its files. */
    CreateContainerCmd applyTo(DockerClient docker) {
        RunContainer run = new RunContainer(launch.id());
        return docker.createContainerCmd(image.value())
                .withName(run.name())
                .withLabels(Map.of(RunContainer.LABEL, run.id()))
                .withEntrypoint(command.stream().map(this::onHost).toList())
                .withEnv(environment())
                .withWorkingDir(onHost(launch.directory()))
                .withUser("0:0")
                .withTty(false)
                .withHealthcheck(new HealthCheck().withTest(List.of("NONE")))
                .withHostConfig(surroundings());
    }

    private HostConfig surroundings() {
        return HostConfig.newHostConfig()
                .withMounts(mounts())
                .withLogConfig(WHOLE_LOG)
                .withAutoRemove(false)
                .withRestartPolicy(RestartPolicy.noRestart())
                .withNetworkMode("bridge");
    }

    /** The working directory, and what the command names of the agent's files, where the host has them. */
    private List<Mount> mounts() {
        List<Mount> mounts = new ArrayList<>(List.of(mount(launch.directory()).withReadOnly(false)));
        command.stream()
                .filter(this::isAgents)
                .map(Path::of)
                .filter(file -> !file.startsWith(launch.directory()))
                .distinct()
                .forEach(file -> mounts.add(mount(file).withReadOnly(true)));
        return mounts;
    }

    private Mount mount(Path file) {
        return new Mount().withType(MountType.BIND).withSource(onHost(file)).withTarget(onHost(file));
    }

    /** A name without a value takes a variable away. */
    private List<String> environment() {
        Set<String> unwanted = new HashSet<>(SET_BY_ENGINE);
        unwanted.addAll(inherited);
        unwanted.removeAll(launch.environment().keySet());
        return Stream.concat(
                        unwanted.stream(),
                        launch.environment().entrySet().stream()
                                .map(variable -> variable.getKey() + "=" + variable.getValue()))
                .toList();
    }

    private boolean isAgents(String word) {
        return word.startsWith("/") && Path.of(word).startsWith(agent.stateDirectory());
    }

    private String onHost(String word) {
        return isAgents(word) ? onHost(Path.of(word)) : word;
    }

    private String onHost(Path file) {
        return file.startsWith(agent.stateDirectory()) ? agent.onHost(file).toString() : file.toString();
    }
}
