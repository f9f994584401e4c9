package io.rightlink.scripts.run;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A script's run, as the API shows it; what hasn't happened is absent.
 *
 * @param scriptName in the catalogue, if it is from there
 * @param scriptSha256 of the script's source
 * @param inputs what the script gets: its defaults, too; of credentials the names
 * @param exitCode if it exited by itself
 * @param signal the number of the signal that ended it, if one did
 * @param problem why it could not be started, or its output not be kept, or its end is not known
 * @param outputBytes kept of its output so far; what processes that it left behind write after its end isn't counted
 * @param outputSha256 of these bytes, once it has ended
 */
public record Run(
        String id,
        RunState state,
        @Nullable String scriptName,
        String scriptSha256,
        Map<String, String> inputs,
        String placement,
        String thread,
        @Nullable Integer exitCode,
        @Nullable Integer signal,
        @Nullable String problem,
        Instant queuedAt,
        @Nullable Instant startedAt,
        @Nullable Instant endedAt,
        long outputBytes,
        @Nullable String outputSha256) {

    Run withOutputBytes(long bytes) {
        return new Run(
                id,
                state,
                scriptName,
                scriptSha256,
                inputs,
                placement,
                thread,
                exitCode,
                signal,
                problem,
                queuedAt,
                startedAt,
                endedAt,
                bytes,
                outputSha256);
    }
}
