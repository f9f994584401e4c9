package io.rightlink.systemd.change;

import io.rightlink.systemd.unit.OwnUnit;
import io.rightlink.systemd.unit.UnitRelations;
import io.rightlink.systemd.unit.Units;

/**
 * The units that are to be changed, from all sides.
 *
 * @param units as systemd has them
 * @param relations which go down with which
 * @param own the one that runs the agent
 * @param directory their files
 */
record HostUnits(Units units, UnitRelations relations, OwnUnit own, UnitDirectory directory) {}
