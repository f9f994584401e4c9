package io.rightlink.core.host;

import org.springframework.boot.health.contributor.AbstractHealthIndicator;
import org.springframework.boot.health.contributor.Health;

/** Tells whether the host's files are seen where the agent looks for them. */
final class HostFilesHealthIndicator extends AbstractHealthIndicator {

    private final Rootfs rootfs;

    HostFilesHealthIndicator(Rootfs rootfs) {
        this.rootfs = rootfs;
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        builder.withDetail("rootfs", rootfs.root().toString());
        if (rootfs.read("/proc/stat").isPresent()) {
            builder.up();
        } else {
            builder.down()
                    .withDetail(
                            "reason", "No " + rootfs.resolve("/proc/stat") + ": is the host's /proc mounted there?");
        }
    }
}
