package io.rightlink.core.host;

import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

@RestController
class HostController {

    private final Host host;

    HostController(Host host) {
        this.host = host;
    }

    @GetMapping("/v1/host")
    @Access(READ)
    HostDescription describe() {
        return host.describe();
    }
}
