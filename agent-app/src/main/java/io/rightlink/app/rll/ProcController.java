package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RestController;

/** What the agent's process tells of itself. */
@RestController
@RequestMapping("/rll/proc")
class ProcController {

    private static final String TEXT = "text/plain;charset=UTF-8";

    private final ProcVariables variables;
    private final EnvBody body;

    ProcController(ProcVariables variables, EnvBody body) {
        this.variables = variables;
        this.body = body;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(READ)
    SortedMap<String, String> list() {
        return variables.list();
    }

    /** Answers the bare value. */
    @GetMapping(path = "/{name}", produces = TEXT)
    @Access(READ)
    String get(@PathVariable String name) {
        return variables.get(name);
    }

    @RequestMapping(
            path = "/{name}",
            method = {RequestMethod.PUT, RequestMethod.POST})
    @Access(ADMIN)
    void set(
            @PathVariable String name,
            @RequestHeader(name = HttpHeaders.CONTENT_TYPE, required = false) @Nullable MediaType type,
            @RequestBody(required = false) byte @Nullable [] content) {
        variables.set(
                name, body.value(type, content == null ? new byte[0] : content).strip());
    }
}
