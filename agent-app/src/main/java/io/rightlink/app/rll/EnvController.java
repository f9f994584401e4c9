package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.core.access.Access;
import io.rightlink.core.problem.NotFoundException;
import io.rightlink.scripts.env.GlobalName;
import io.rightlink.scripts.env.Globals;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/** The variables that every script has. Their values may be secret, so to read them takes what it takes to set them. */
@RestController
@RequestMapping("/rll/env")
class EnvController {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final Globals globals;
    private final EnvBody body;

    EnvController(Globals globals, EnvBody body) {
        this.globals = globals;
        this.body = body;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(ADMIN)
    SortedMap<String, String> list() {
        return globals.list();
    }

    /** Answers the bare value. */
    @GetMapping(path = "/{name}", produces = TEXT)
    @Access(ADMIN)
    String get(@PathVariable GlobalName name) {
        return globals.find(name)
                .orElseThrow(() -> new NotFoundException("variable-not-found", "No variable '" + name + "' is set"));
    }

    @PutMapping("/{name}")
    @Access(ADMIN)
    void put(
            @PathVariable GlobalName name,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestBody(required = false) byte @Nullable [] content) {
        globals.set(name, body.value(type, content == null ? new byte[0] : content));
    }

    @DeleteMapping("/{name}")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable GlobalName name) {
        globals.remove(name);
    }
}
