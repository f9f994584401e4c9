package io.rightlink.monitoring.history;

import static io.rightlink.core.access.Role.READ;

import io.rightlink.core.access.Access;
import io.rightlink.core.listing.Listing;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.propertyeditors.CustomCollectionEditor;
import org.springframework.http.MediaType;
import org.springframework.web.bind.WebDataBinder;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.InitBinder;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/metrics")
class MetricsController {

    private final History history;
    private final HistoryJson json;
    private final Clock clock;

    MetricsController(History history, HistoryJson json, Clock clock) {
        this.history = history;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps a label as it is: Spring would split the text of a list at its commas. */
    @InitBinder("label")
    void keepCommas(WebDataBinder binder) {
        binder.registerCustomEditor(List.class, new CustomCollectionEditor(List.class));
    }

    @GetMapping("/series")
    @Access(READ)
    Listing<SeriesSummary> series(
            @RequestParam(defaultValue = "*") String name,
            @RequestParam(required = false) @Nullable List<String> label) {
        return history.series(filter(name, label));
    }

    @GetMapping(path = "/query", produces = MediaType.APPLICATION_JSON_VALUE)
    @Access(READ)
    byte[] query(
            @RequestParam String name,
            @RequestParam(required = false) @Nullable List<String> label,
            @RequestParam(defaultValue = "1h") String from,
            @RequestParam(defaultValue = "0s") String to,
            @RequestParam(required = false) @Nullable String step,
            @RequestParam(defaultValue = "avg") String aggregate) {
        return json.write(history.query(
                RangeQuery.of(filter(name, label), from, to, step, Aggregate.ofLabel(aggregate), clock.instant())));
    }

    private static SeriesFilter filter(String name, @Nullable List<String> label) {
        return new SeriesFilter(name, Objects.requireNonNullElse(label, List.of()));
    }
}
