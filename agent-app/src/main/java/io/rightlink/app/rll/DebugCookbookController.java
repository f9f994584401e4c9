package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.problem.InvalidException;
import io.rightlink.core.setting.Settings;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** Where RightLink 10 would look for cookbooks that are being worked on: kept and shown, and no more, since there is no Chef. */
@RestController
@RequestMapping("/rll/debug/cookbook")
class DebugCookbookController {

    private static final String SETTING = "debug.cookbook";
    private static final int LONGEST = 4096;
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final Settings settings;

    DebugCookbookController(Settings settings) {
        this.settings = settings;
    }

    /** Answers the bare path, and a newline alone where none is set. */
    @GetMapping(produces = TEXT)
    @Access(READ)
    String get() {
        return settings.find(SETTING).orElse("") + "\n";
    }

    @PutMapping(produces = TEXT)
    @Access(ADMIN)
    String put(@RequestParam String path) {
        if (!path.startsWith("/") || path.length() > LONGEST || path.chars().anyMatch(Character::isISOControl)) {
            throw new InvalidException(
                    "invalid-parameter",
                    "The parameter 'path' is not an absolute path of at most " + LONGEST + " characters");
        }
        settings.set(SETTING, path);
        return get();
    }

    @DeleteMapping
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete() {
        settings.set(SETTING, "");
    }
}
