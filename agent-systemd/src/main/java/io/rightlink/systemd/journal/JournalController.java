package io.rightlink.systemd.journal;

import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import io.rightlink.core.stream.EventStream;
import io.rightlink.core.time.PastTime;
import io.rightlink.systemd.unit.UnitName;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/units")
class JournalController {

    private final Journal journal;
    private final AnswerRoom room;
    private final EventStream<JournalEvent> stream;
    private final Clock clock;

    JournalController(Journal journal, AnswerRoom room, EventStream<JournalEvent> stream, Clock clock) {
        this.journal = journal;
        this.room = room;
        this.stream = stream;
        this.clock = clock;
    }

    /** Answers with a listing; if the journal is to be followed with a stream, and then returns nothing. */
    @GetMapping("/{name}/journal")
    @Access(READ)
    @Nullable
    Listing<JournalEntry> journal(
            @PathVariable UnitName name,
            @RequestParam Optional<String> since,
            @RequestParam(defaultValue = "100") int lines,
            @RequestParam Optional<Priority> priority,
            @RequestParam(defaultValue = "false") boolean follow,
            @RequestHeader("Last-Event-ID") Optional<Cursor> after,
            HttpServletRequest request,
            HttpServletResponse response)
            throws InterruptedException {
        JournalQuery query = new JournalQuery(
                name,
                since.map(text -> PastTime.of("since", text, clock.instant())).orElse(null),
                lines,
                priority.orElse(null));
        if (!follow) {
            AnswerInterceptor.keep(room.enter(), request);
            return journal.entries(query);
        }
        stream.send(journal.follow(query, after), request, response);
        return null;
    }
}
