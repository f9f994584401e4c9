package io.rightlink.app.listener;

import io.rightlink.core.access.Access;
import io.rightlink.core.access.Caller;
import io.rightlink.core.access.Role;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestAttribute;
import org.springframework.web.bind.annotation.RestController;

@RestController
class WhoamiController {

    @GetMapping("/v1/whoami")
    @Access(Role.OPEN)
    ResponseEntity<Caller> whoami(@RequestAttribute(AccessFilter.CALLER) Caller caller) {
        return ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(caller);
    }
}
