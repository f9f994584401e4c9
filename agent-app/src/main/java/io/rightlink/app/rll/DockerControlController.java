package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.docker.control.DockerControl;
import io.rightlink.docker.control.DockerLevel;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/rll/docker/control", produces = MediaType.TEXT_PLAIN_VALUE)
class DockerControlController {

    private final DockerControl control;

    DockerControlController(DockerControl control) {
        this.control = control;
    }

    @GetMapping
    @Access(READ)
    String get() {
        return "enable_docker: " + control.level().label() + "\ndocker_host: " + control.host() + "\n";
    }

    /** Both parameters may be left out, as RightLink 10 has it; the host is where the agent was told at its start. */
    @PutMapping
    @Access(ADMIN)
    String put(
            @RequestParam("enable_docker") Optional<String> level, @RequestParam("docker_host") Optional<String> host) {
        host.filter(wanted -> !wanted.equals(control.host().toString())).ifPresent(wanted -> {
            throw new InvalidException(
                    "docker-host-fixed",
                    "Cannot set docker_host to '" + wanted + "' while the agent runs: it is " + control.host()
                            + "; start the agent with rightlink.docker.host");
        });
        level.map(DockerLevel::ofLabel).ifPresent(control::set);
        return get();
    }
}
