package io.rightlink.monitoring.alert;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Names take the rest of the path, because those of RightLink 10's own alerts have slashes: {@code rs cpu I/O wait}. */
@RestController
@RequestMapping("/v1/alerts")
class AlertController {

    private final Alerts alerts;

    AlertController(Alerts alerts) {
        this.alerts = alerts;
    }

    @GetMapping
    @Access(READ)
    Listing<Alert> list() {
        return alerts.list();
    }

    @GetMapping("/{*name}")
    @Access(READ)
    Alert get(@PathVariable String name) {
        return alerts.get(relative(name));
    }

    @PutMapping("/{*name}")
    @Access(ADMIN)
    ResponseEntity<Alert> put(@PathVariable String name, @RequestBody AlertRequest request) {
        Alerts.Definition definition = alerts.put(request.named(relative(name)));
        return ResponseEntity.status(definition.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(definition.alert());
    }

    @DeleteMapping("/{*name}")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        alerts.delete(relative(name));
    }

    /** The slash before the name is captured, too. */
    private static String relative(String name) {
        return name.replaceFirst("^/", "");
    }
}
