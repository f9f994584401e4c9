package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.setting.Settings;
import java.util.List;
import java.util.Optional;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Whether RightLink 10 would manage who logs in to the host: kept and shown, and no more, since there is no platform that knows them. */
@RestController
@RequestMapping(path = "/rll/login/control", produces = MediaType.TEXT_PLAIN_VALUE)
class LoginControlController {

    private static final String SETTING = "login.control";
    private static final List<String> LEVELS = List.of("on", "off", "compat");

    private final Settings settings;

    LoginControlController(Settings settings) {
        this.settings = settings;
    }

    @GetMapping
    @Access(READ)
    String get() {
        return "enable_login: " + settings.find(SETTING).orElse("off")
                + "\neffect: none, the agent manages no logins; this is kept and shown\n";
    }

    /** The parameter may be left out, as RightLink 10 has it. */
    @PutMapping
    @Access(ADMIN)
    String put(@RequestParam("enable_login") Optional<String> level) {
        level.ifPresent(wanted -> {
            if (!LEVELS.contains(wanted)) {
                throw new InvalidException(
                        "invalid-parameter", "Cannot set enable_login to '" + wanted + "': it is one of " + LEVELS);
            }
            settings.set(SETTING, wanted);
        });
        return get();
    }
}
