package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.OPEN;

import io.rightlink.core.access.Access;
import io.rightlink.monitoring.collectd.Collectd;
import io.rightlink.monitoring.collectd.Dialect;
import java.io.IOException;
import java.io.InputStream;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What the write_http of a collectd posts. It drops a batch at any error, and logs whatever isn't 200. */
@RestController
@RequestMapping("/rll/tss")
class CollectdController {

    private final Collectd collectd;

    CollectdController(Collectd collectd) {
        this.collectd = collectd;
    }

    @PostMapping("/collectdv5")
    @Access(OPEN)
    void five(InputStream body) throws IOException {
        collectd.receive(Dialect.V5, body);
    }

    @PostMapping("/collectdv4")
    @Access(OPEN)
    void four(InputStream body) throws IOException {
        collectd.receive(Dialect.V4, body);
    }
}
