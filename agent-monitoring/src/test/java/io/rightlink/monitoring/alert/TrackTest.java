package io.rightlink.monitoring.alert;

import static io.rightlink.monitoring.alert.AlertState.FIRING;
import static io.rightlink.monitoring.alert.AlertState.OK;
import static io.rightlink.monitoring.alert.AlertState.PENDING;
import static io.rightlink.monitoring.alert.AlertState.UNKNOWN;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TrackTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final Duration INTERVAL = Duration.ofSeconds(20);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Clause HIGH = Clause.parse("If a/b.value > 50 for 2 minutes Then escalate x");
    private static final Clause SILENT = Clause.parse("If a/b.value == NaN for 2 minutes Then escalate x");
    private static final Clause HEARD = Clause.parse("If a/b.value != NaN for 2 minutes Then escalate x");

    private Clause clause = HIGH;
    private Track track = Track.begin(START);

    @Test
    void isUnknownUntilThereIsAValue() {
        assertThat(track.state()).isEqualTo(UNKNOWN);
        assertThat(nothing(10)).isEqualTo(UNKNOWN);
        assertThat(value(20, 1)).isEqualTo(OK);
    }

    @Test
    void firesOnceTheConditionHeldForSoLong() {
        assertThat(value(0, 51)).isEqualTo(PENDING);
        assertThat(value(60, 51)).isEqualTo(PENDING);
        assertThat(value(119, 51)).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START);
        assertThat(value(120, 51)).isEqualTo(FIRING);
        assertThat(track.since()).isEqualTo(START.plusSeconds(120));
        assertThat(value(140, 51)).isEqualTo(FIRING);
        assertThat(track.since()).isEqualTo(START.plusSeconds(120));
        assertThat(value(160, 50)).isEqualTo(OK);
    }

    /** Of ten that come in between two ticks, the last one is seen. */
    @Test
    void firesOverValuesThatComeMoreOftenThanTheyAreLookedAt() {
        clause = Clause.parse("If a/b.value > 50 for 1 minutes Then escalate x");
        for (int second = 0; second < 60; second += 10) {
            assertThat(everySecond(second, 51)).isEqualTo(PENDING);
            assertThat(track.since()).isEqualTo(START);
        }
        assertThat(everySecond(60, 51)).isEqualTo(FIRING);
        assertThat(everySecond(70, 51)).isEqualTo(FIRING);
        assertThat(nothing(100)).isEqualTo(FIRING);
        assertThat(nothing(101)).isEqualTo(UNKNOWN);
        assertThat(everySecond(110, 51)).isEqualTo(PENDING);
    }

    @Test
    void firesOverSilenceOfValuesThatCameMoreOftenThanTheyAreLookedAt() {
        clause = SILENT;
        assertThat(everySecond(0, 1)).isEqualTo(OK);
        for (int second = 40; second < 120; second += 10) {
            assertThat(nothing(second)).isEqualTo(PENDING);
        }
        assertThat(nothing(120)).isEqualTo(FIRING);
    }

    private AlertState everySecond(int second, double value) {
        Instant at = START.plusSeconds(second);
        track = track.next(clause, new Sample("h", at, Duration.ofSeconds(1), value, false), at);
        return track.state();
    }

    @Test
    void beginsAnewAfterOneValueOfWhichItDoesNotHold() {
        value(0, 51);
        value(60, 51);
        value(80, 50);
        assertThat(value(100, 51)).isEqualTo(PENDING);
        assertThat(value(160, 51)).isEqualTo(PENDING);
        assertThat(value(220, 51)).isEqualTo(FIRING);
    }

    @Test
    void looksAtAValueOnceHoweverManyTicksItStays() {
        value(0, 51);
        Sample stays = sample(0, 51);
        for (int second = 10; second <= 60; second += 10) {
            track = track.next(clause, stays, START.plusSeconds(second));
        }
        assertThat(track.state()).isEqualTo(PENDING);
        track = track.next(clause, stays, START.plusSeconds(61));
        assertThat(track.state()).isEqualTo(UNKNOWN);
    }

    @Test
    void countsByTheTimesOfTheValuesAndNotByWhenTheyCome() {
        track = track.next(clause, sample(0, 51), START);
        track = track.next(clause, sample(60, 51), START.plusSeconds(1));
        track = track.next(clause, sample(120, 51), START.plusSeconds(2));

        assertThat(track.state()).isEqualTo(FIRING);
    }

    @Test
    void isInterruptedByAGapInTheTimesOfTheValues() {
        value(0, 51);
        value(60, 51);
        assertThat(value(121, 51)).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START.plusSeconds(121));
    }

    @Test
    void isUnknownOnceValuesStayAway() {
        value(0, 51);
        value(60, 51);
        value(120, 51);
        assertThat(nothing(180)).isEqualTo(FIRING);
        assertThat(nothing(181)).isEqualTo(UNKNOWN);
        assertThat(value(190, 51)).isEqualTo(PENDING);
    }

    @Test
    void startsAgainWhenTheClockOfTheSenderWasSetBack() {
        value(1_000, 51);
        track = track.next(clause, sample(0, 51), START.plusSeconds(1_010));

        assertThat(track.state()).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START);
    }

    @Test
    void goesOnAfterAShortRestartAndFiresNeitherLateNorTwice() {
        value(0, 51);
        value(60, 51);
        restart(70);
        assertThat(nothing(80)).isEqualTo(PENDING);
        assertThat(value(120, 51)).isEqualTo(FIRING);
        Instant since = track.since();
        restart(130);
        assertThat(value(140, 51)).isEqualTo(FIRING);
        assertThat(track.since()).isEqualTo(since);
    }

    @Test
    void beginsAnewAfterALongRestart() {
        value(0, 51);
        value(60, 51);
        restart(1_000);
        assertThat(value(1_010, 51)).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START.plusSeconds(1_010));
    }

    @Test
    void leavesWhatFiredAsItIsAfterALongRestartUntilThereIsAValue() {
        value(0, 51);
        value(60, 51);
        value(120, 51);
        Instant since = track.since();
        restart(100_000);
        assertThat(nothing(100_200)).isEqualTo(FIRING);
        assertThat(value(100_210, 51)).isEqualTo(FIRING);
        assertThat(track.since()).isEqualTo(since);
        assertThat(nothing(100_300)).isEqualTo(UNKNOWN);
    }

    @Test
    void resolvesWhatFiredBeforeARestart() {
        value(0, 51);
        value(60, 51);
        value(120, 51);
        restart(100_000);
        assertThat(value(100_010, 1)).isEqualTo(OK);
    }

    @Test
    void forgetsAfterARestartWhatWasWellOnceNoValueComes() {
        value(0, 1);
        restart(10);
        assertThat(nothing(70)).isEqualTo(OK);
        assertThat(nothing(71)).isEqualTo(UNKNOWN);
    }

    @Test
    void firesInSilenceWhereTheClauseAsksForIt() {
        clause = SILENT;
        assertThat(value(0, 51)).isEqualTo(OK);
        assertThat(stale(60, 0)).isEqualTo(OK);
        assertThat(stale(70, 0)).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START);
        assertThat(nothing(110)).isEqualTo(PENDING);
        assertThat(nothing(120)).isEqualTo(FIRING);
        assertThat(stale(130, 0)).isEqualTo(FIRING);
        assertThat(value(140, 51)).isEqualTo(OK);
    }

    @Test
    void firesInSilenceThatWasNeverBroken() {
        clause = SILENT;
        assertThat(nothing(60)).isEqualTo(UNKNOWN);
        assertThat(nothing(70)).isEqualTo(PENDING);
        assertThat(nothing(120)).isEqualTo(FIRING);
    }

    @Test
    void doesNotTakeItsOwnAbsenceForSilence() {
        clause = SILENT;
        nothing(70);
        restart(80);
        assertThat(nothing(90)).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START);
        restart(1_000);
        assertThat(nothing(1_010)).isEqualTo(PENDING);
        assertThat(track.since()).isEqualTo(START.plusSeconds(1_010));
    }

    @Test
    void isWellInSilenceWhereAValueIsTheTrouble() {
        clause = HEARD;
        assertThat(nothing(61)).isEqualTo(OK);
        assertThat(value(70, 1)).isEqualTo(PENDING);
        value(130, 1);
        assertThat(value(190, 1)).isEqualTo(FIRING);
        assertThat(nothing(251)).isEqualTo(OK);
    }

    @Test
    void isNeverAnythingButUnknownOfAServersState() {
        clause = Clause.parse("If RS/server.state == stranded for 1 minutes Then escalate x");
        assertThat(value(0, 1)).isEqualTo(UNKNOWN);
        assertThat(value(100, 1)).isEqualTo(UNKNOWN);
    }

    /** Whatever comes, it stands as one who looks at the whole past would say; a long form with {@code -Dtorture=true}. */
    @Test
    void agreesWithOneWhoRemembersEverything() {
        int runs = Boolean.getBoolean("torture") ? 20_000 : 300;
        for (long seed = 1; seed <= runs; seed++) {
            agrees(seed);
        }
    }

    private static void agrees(long seed) {
        Random random = new Random(seed);
        List<Heard> past = new ArrayList<>();
        Track track = Track.begin(START);
        @Nullable Sample latest = null;
        int mood = 0;
        for (int tick = 0; tick < 200; tick++) {
            Instant now = START.plusSeconds(10L * tick);
            mood = random.nextInt(12) == 0 ? random.nextInt(4) : mood;
            boolean comes = mood < 3 && random.nextInt(3) > 0;
            if (comes) {
                double value = mood == 0 ? 40 : mood == 1 ? 60 : 45 + random.nextInt(10);
                latest = new Sample("h", now.minusSeconds(random.nextInt(9)), INTERVAL, value, false);
                past.add(new Heard(latest, tick));
            }
            track = track.next(HIGH, random.nextInt(20) == 0 && !comes ? null : latest, now);
            assertThat(track.state()).as("seed %d, tick %d", seed, tick).isEqualTo(remembered(past, now));
        }
    }

    private record Heard(Sample sample, int tick) {}

    private static AlertState remembered(List<Heard> past, Instant now) {
        if (past.isEmpty()
                || longerThanPatience(START.plusSeconds(10L * past.getLast().tick()), now)) {
            return UNKNOWN;
        }
        if (past.getLast().sample().value() <= 50) {
            return OK;
        }
        Instant last = past.getLast().sample().time();
        int first = past.size() - 1;
        while (first > 0 && past.get(first - 1).sample().value() > 50 && !isCut(past.get(first - 1), past.get(first))) {
            first--;
        }
        return Duration.between(past.get(first).sample().time(), last).compareTo(Duration.ofMinutes(2)) >= 0
                ? FIRING
                : PENDING;
    }

    /** By a gap between the values, or a tick at which the last was too long ago. */
    private static boolean isCut(Heard one, Heard next) {
        return longerThanPatience(one.sample().time(), next.sample().time())
                || longerThanPatience(START.plusSeconds(10L * one.tick()), START.plusSeconds(10L * (next.tick() - 1)));
    }

    private static boolean longerThanPatience(Instant one, Instant other) {
        return Duration.between(one, other).compareTo(PATIENCE) > 0;
    }

    private AlertState value(long second, double value) {
        track = track.next(clause, sample(second, value), START.plusSeconds(second));
        return track.state();
    }

    private AlertState stale(long second, long sampled) {
        track = track.next(clause, sample(sampled, 51), START.plusSeconds(second));
        return track.state();
    }

    private AlertState nothing(long second) {
        track = track.next(clause, null, START.plusSeconds(second));
        return track.state();
    }

    private void restart(long second) {
        track = Track.resume(
                track.state(), track.since(), track.evidence(), track.interval(), START.plusSeconds(second));
    }

    private static Sample sample(long second, double value) {
        return new Sample("h", START.plusSeconds(second), INTERVAL, value, false);
    }
}
