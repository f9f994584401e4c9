package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.monitoring.tss.TssIdentity;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The name of the platform's server, which RightLink 10 deprecates: kept and shown. */
@RestController
@RequestMapping(path = "/rll/tss/hostname", produces = MediaType.TEXT_PLAIN_VALUE)
class TssHostnameController {

    private final TssIdentity identity;

    TssHostnameController(TssIdentity identity) {
        this.identity = identity;
    }

    @GetMapping
    @Access(READ)
    String get() {
        return identity.server().orElse("") + "\n";
    }

    @PutMapping
    @Access(ADMIN)
    String put(@RequestParam String hostname) {
        identity.setServer(hostname);
        return get();
    }
}
