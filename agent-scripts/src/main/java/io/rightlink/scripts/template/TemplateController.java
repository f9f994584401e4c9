package io.rightlink.scripts.template;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.problem.NotFoundException;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/template")
class TemplateController {

    private static final String YAML = "text/yaml";

    private final Templates templates;

    TemplateController(Templates templates) {
        this.templates = templates;
    }

    @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(READ)
    ServerTemplate get() {
        return templates.find().orElseThrow(() -> new NotFoundException("no-template", "There is no ServerTemplate"));
    }

    @GetMapping(produces = {MediaType.APPLICATION_YAML_VALUE, YAML})
    @Access(READ)
    String text() {
        return templates.text();
    }

    @PutMapping(consumes = {MediaType.APPLICATION_YAML_VALUE, YAML, MediaType.TEXT_PLAIN_VALUE})
    @Access(ADMIN)
    ServerTemplate put(@RequestBody byte[] yaml) {
        return templates.put(yaml);
    }

    @DeleteMapping
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete() {
        templates.remove();
    }
}
