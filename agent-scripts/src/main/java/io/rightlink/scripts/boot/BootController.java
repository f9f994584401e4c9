package io.rightlink.scripts.boot;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/boot")
class BootController {

    private final Boots boots;

    BootController(Boots boots) {
        this.boots = boots;
    }

    @GetMapping
    @Access(READ)
    Boot get() {
        return boots.current();
    }

    @PostMapping("/retry")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.ACCEPTED)
    Boot retry() {
        return boots.retry();
    }
}
