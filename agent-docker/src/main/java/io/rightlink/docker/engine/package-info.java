/**
 * The connection to the Docker engine.
 *
 * <p>Its public types are for the features of this room only. {@link io.rightlink.docker.engine.Engine} is the one public type whose
 * signatures mention docker-java; each feature turns what it gets from there into records of its own.
 */
@NullMarked
package io.rightlink.docker.engine;

import org.jspecify.annotations.NullMarked;
