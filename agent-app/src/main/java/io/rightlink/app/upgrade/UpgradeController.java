package io.rightlink.app.upgrade;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.core.access.Access;
import io.rightlink.core.host.Rootfs;
import java.io.IOException;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** RightLink 10's upgrade, which its scripts ask for with a program that they have fetched. */
@RestController
class UpgradeController {

    private final Rootfs rootfs;
    private final Handover handover;

    UpgradeController(Rootfs rootfs, Handover handover) {
        this.rootfs = rootfs;
        this.handover = handover;
    }

    @PostMapping(path = "/rll/upgrade", produces = MediaType.TEXT_PLAIN_VALUE)
    @Access(ADMIN)
    String upgrade(@RequestParam String exec) throws IOException, InterruptedException {
        OfferedProgram offered = OfferedProgram.at(exec);
        String version = offered.version();
        handover.begin(offered.path());
        return "successful: " + version + " takes over" + (rootfs.inContainer() ? untilTheContainersEnd() : "") + "\n";
    }

    private static String untilTheContainersEnd() {
        return ", until the agent's container ends: the next has the image's program again."
                + " Have the host run 'rightlink install' of the new image to keep it";
    }
}
