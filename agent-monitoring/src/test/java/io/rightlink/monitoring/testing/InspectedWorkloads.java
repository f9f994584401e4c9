package io.rightlink.monitoring.testing;

import io.rightlink.core.testing.TestbedHost;
import io.rightlink.core.workload.Workload;
import io.rightlink.core.workload.Workloads;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What runs on a host of the testbed, as docker inspect says now. Safe for any thread. */
public record InspectedWorkloads(TestbedHost host) implements Workloads {

    @Override
    public List<Workload> running() {
        try {
            return host.sh(
                            "docker ps -q --no-trunc | xargs --no-run-if-empty docker inspect --format '{{.Id}} {{slice .Name 1}}"
                                    + " {{.Config.Image}} {{.State.Pid}} {{.HostConfig.NetworkMode}} {{.State.StartedAt}}'")
                    .lines()
                    .map(line -> line.split(" ", -1))
                    .map(InspectedWorkloads::workload)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Workload workload(String[] words) {
        return new Workload(
                words[0],
                words[1],
                words[2],
                Long.parseLong(words[3]),
                words[4],
                List.of(),
                Map.of(),
                Optional.of(Instant.parse(words[5])),
                Optional.empty());
    }
}
