package io.rightlink.core.audit;

import static io.rightlink.core.access.Role.ADMIN;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.problem.InvalidException;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/audit")
class AuditController {

    private static final int MOST = 10_000;

    private final Audit audit;

    AuditController(Audit audit) {
        this.audit = audit;
    }

    @GetMapping
    @Access(ADMIN)
    Listing<AuditEntry> list(
            @RequestParam(defaultValue = "0") long after, @RequestParam(defaultValue = "1000") int limit) {
        if (after < 0 || limit < 1 || limit > MOST) {
            throw new InvalidException(
                    "invalid-parameter", "'after' is the number of an entry or 0, and 'limit' from 1 to " + MOST);
        }
        return audit.list(after, limit);
    }

    @GetMapping("/verify")
    @Access(ADMIN)
    AuditVerdict verify() {
        return audit.verify();
    }
}
