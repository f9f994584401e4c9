package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.core.access.Access;
import io.rightlink.core.host.Rootfs;
import io.rightlink.core.problem.ConflictException;
import io.rightlink.core.problem.InvalidException;
import java.io.IOException;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * RightLink 10 becomes another program on this call. This one doesn't: in a container the program is the image's, and beside it a Java
 * process has no way to become another one under the same id. It says how an upgrade is done instead, and never that it was successful.
 */
@RestController
class UpgradeController {

    private final Rootfs rootfs;
    private final String binPath;

    UpgradeController(Rootfs rootfs, String binPath) {
        this.rootfs = rootfs;
        this.binPath = binPath;
    }

    @PostMapping("/rll/upgrade")
    @Access(ADMIN)
    void upgrade(@RequestParam String exec) throws IOException, InterruptedException {
        OfferedProgram offered = new OfferedProgram(exec);
        if (rootfs.inContainer()) {
            throw new ConflictException(
                    "upgrade-by-image",
                    "Cannot upgrade the agent to '" + exec
                            + "': it runs in a container, and its program is the image's."
                            + " Have the host run 'rightlink install' of the new image");
        }
        String version = offered.version();
        throw InvalidException.unprocessable(
                "upgrade-not-supported",
                "Cannot become the program '" + exec + "', which is " + version
                        + ", while the agent runs: put it in place of " + binPath + " and restart the agent's service");
    }
}
