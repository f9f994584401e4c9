package io.rightlink.app.fuzz;

import java.util.List;
import java.util.SplittableRandom;

/** What chance decides of one request: the same for the same seed and number. For one thread. */
final class Dice {

    private final SplittableRandom random;

    Dice(long seed, int number) {
        random = new SplittableRandom(new SplittableRandom(seed).nextLong() ^ new SplittableRandom(number).nextLong());
    }

    boolean chance(int percent) {
        return random.nextInt(100) < percent;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
