package io.rightlink.scripts.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.rightlink.core.problem.InvalidException;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlaceTest {

    @TempDir
    Path state;

    @Test
    void takesWhatFollowsTheFirstColonAsItIs() {
        assertThat(Place.of("host")).isEqualTo(new Place("host", Optional.empty()));
        assertThat(Place.of("image:a/b:1")).isEqualTo(new Place("image", Optional.of("a/b:1")));
        assertThat(Place.of("image:")).isEqualTo(new Place("image", Optional.of("")));
    }

    @Test
    void isRefusedBeforeTheRunIsRecordedIfThePlacementHasNoSuchPlace() {
        new AssembledRuns(state).play(runs -> {
            RunRequest request = new RunRequest(RunRequest.Script.of("#!/bin/sh\n"), null, "agent:there", null, null);

            assertThatThrownBy(() -> runs.submit(new RunId("one"), request))
                    .isInstanceOf(InvalidException.class)
                    .hasMessageContaining("'agent'");

            assertThat(runs.list(Optional.empty()).items()).isEmpty();
        });
    }
}
