package io.rightlink.scripts.script;

import static io.rightlink.core.access.Role.ADMIN;
import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/scripts")
class ScriptController {

    private static final String ATTACHMENT = "/{name}/attachments/{attachment}";

    private final Scripts scripts;

    ScriptController(Scripts scripts) {
        this.scripts = scripts;
    }

    @GetMapping
    @Access(READ)
    Listing<ScriptSummary> list() {
        return scripts.list();
    }

    @GetMapping("/{name}")
    @Access(READ)
    Script get(@PathVariable ScriptName name) {
        return scripts.get(name);
    }

    @PutMapping(path = "/{name}", consumes = MediaType.TEXT_PLAIN_VALUE)
    @Access(ADMIN)
    ResponseEntity<Script> put(@PathVariable ScriptName name, @RequestBody byte[] source) {
        return answer(scripts.put(name, ScriptSource.of(source)));
    }

    @DeleteMapping("/{name}")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void delete(@PathVariable ScriptName name) {
        scripts.remove(name);
    }

    @PutMapping(path = ATTACHMENT, consumes = MediaType.APPLICATION_OCTET_STREAM_VALUE)
    @Access(ADMIN)
    ResponseEntity<Script> attach(
            @PathVariable ScriptName name,
            @PathVariable AttachmentName attachment,
            @RequestBody(required = false) byte @Nullable [] content) {
        return answer(scripts.put(name, attachment, content == null ? new byte[0] : content));
    }

    @DeleteMapping(ATTACHMENT)
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void detach(@PathVariable ScriptName name, @PathVariable AttachmentName attachment) {
        scripts.remove(name, attachment);
    }

    private static ResponseEntity<Script> answer(Scripts.Change change) {
        return ResponseEntity.status(change.created() ? HttpStatus.CREATED : HttpStatus.OK)
                .body(change.script());
    }
}
