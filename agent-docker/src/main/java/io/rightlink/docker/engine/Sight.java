package io.rightlink.docker.engine;

import java.time.Instant;
import java.util.Optional;

/**
 * How much can be seen of what the engine has.
 *
 * @param asOf when what is held was last seen to be all there is
 * @param gap why what happens may be missed now; empty if it isn't
 */
public record Sight(Instant asOf, Optional<Gap> gap) {}
