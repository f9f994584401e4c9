package io.rightlink.app.rll;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.monitoring.exec.ExecPlugin;
import io.rightlink.monitoring.exec.ExecPlugins;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.CustomCollectionEditor;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.json.JsonMapper;

@RestController
@RequestMapping(path = "/rll/tss/exec", produces = MediaType.TEXT_PLAIN_VALUE)
class TssExecController {

    private final ExecPlugins plugins;
    private final JsonMapper json;

    TssExecController(ExecPlugins plugins, JsonMapper json) {
        this.plugins = plugins;
        this.json = json;
    }

    /** Spring would make two arguments of one with a comma. */
    @InitBinder
    void leaveCommasAlone(WebDataBinder binder) {
        binder.registerCustomEditor(List.class, new CustomCollectionEditor(List.class));
    }

    /** Answers {@code haproxy-stat: ["/var/run/haproxy-stat","-h","localhost"]} for each, which is YAML, too. */
    @GetMapping
    @Access(READ)
    String list() {
        return plugins.list().stream()
                .map(plugin -> plugin.name() + ": "
                        + json.writeValueAsString(
                                Stream.concat(Stream.of(plugin.executable()), plugin.arguments().stream())
                                        .toList())
                        + "\n")
                .collect(Collectors.joining());
    }

    @GetMapping("/{name}")
    @Access(READ)
    String get(@PathVariable String name) {
        ExecPlugin plugin = plugins.get(name);
        return "executable: " + plugin.executable() + "\narguments: " + json.writeValueAsString(plugin.arguments())
                + "\n";
    }

    @PutMapping("/{name}")
    @Access(ADMIN)
    ResponseEntity<String> put(
            @PathVariable String name,
            @RequestParam String executable,
            @RequestParam(value = "arguments[]", required = false) @Nullable List<String> arguments) {
        return plugins.put(new ExecPlugin(name, executable, arguments == null ? List.of() : arguments))
                ? ResponseEntity.ok(get(name))
                : ResponseEntity.noContent().build();
    }

    @DeleteMapping("/{name}")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable String name) {
        plugins.remove(name);
    }
}
