package io.rightlink.core.token;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/tokens")
class TokenController {

    private final Tokens tokens;

    TokenController(Tokens tokens) {
        this.tokens = tokens;
    }

    @GetMapping
    @Access(ADMIN)
    Listing<Token> list() {
        return tokens.list();
    }

    @PostMapping
    @Access(ADMIN)
    ResponseEntity<IssuedToken> issue(@RequestBody TokenRequest request) {
        return ResponseEntity.status(HttpStatus.CREATED)
                .cacheControl(CacheControl.noStore())
                .body(tokens.issue(request));
    }

    @DeleteMapping("/{name}")
    @Access(ADMIN)
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void revoke(@PathVariable TokenName name) {
        tokens.revoke(name);
    }
}
