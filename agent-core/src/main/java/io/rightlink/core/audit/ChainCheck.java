package io.rightlink.core.audit;

import java.util.List;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/** Goes through a chain and computes each hash anew. For one thread. */
final class ChainCheck {

    private final LongFunction<List<Link>> parts;
    private final long anchor;
    private Link last;
    private long entries;
    private @Nullable Long broken;

    /**
     * @param anchor the last entry that is remembered no more
     * @param parts returns some of the entries behind a number, in their order; none if there are no more
     */
    ChainCheck(Link anchor, LongFunction<List<Link>> parts) {
        this.parts = parts;
        this.anchor = anchor.number();
        this.last = anchor;
    }

    AuditVerdict verdict() {
        for (List<Link> part = parts.apply(last.number()); !part.isEmpty(); part = parts.apply(last.number())) {
            part.forEach(this::check);
        }
        return new AuditVerdict(broken == null, entries == 0 ? null : anchor + 1, entries, last.hash(), broken);
    }

    private void check(Link link) {
        Link expected = last.next(link.content());
        if (broken == null && !expected.equals(link)) {
            broken = expected.number();
        }
        entries++;
        last = link;
    }
}
