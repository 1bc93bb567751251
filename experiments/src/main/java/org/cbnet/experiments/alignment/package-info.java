/**
 * Puts the log of an energy meter that has a clock of its own on a run's clock, by a load that the
 * run's machine switches on and off in a known code.
 */
package org.cbnet.experiments.alignment;
