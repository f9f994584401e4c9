package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.monitoring.level.MonitoringControl;
import io.rightlink.monitoring.level.MonitoringLevel;
import io.rightlink.monitoring.tss.TssIdentity;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping(path = "/rll/tss/control", produces = MediaType.TEXT_PLAIN_VALUE)
class TssControlController {

    private final MonitoringControl control;
    private final TssIdentity identity;

    TssControlController(MonitoringControl control, TssIdentity identity) {
        this.control = control;
        this.identity = identity;
    }

    @GetMapping
    @Access(READ)
    String get() {
        return "enable_monitoring: " + control.level().label() + "\ntss_id:"
                + identity.id().map(id -> " " + id).orElse("") + "\n";
    }

    /** Both parameters may be left out, as RightLink 10 has it; if one is refused, the other isn't set either. */
    @PutMapping
    @Access(ADMIN)
    String put(@RequestParam("enable_monitoring") Optional<String> level, @RequestParam("tss_id") Optional<String> id) {
        Optional<MonitoringLevel> wanted = level.map(MonitoringLevel::ofLabel);
        id.ifPresent(identity::setId);
        wanted.ifPresent(control::set);
        return get();
    }
}
