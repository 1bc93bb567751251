package org.cbnet.experiments.execution;

import java.util.OptionalDouble;
import org.cbnet.experiments.definition.Arm;
import org.cbnet.experiments.definition.Condition;

/**
 * One arm's block of consecutive frames.
 *
 * @param condition under which
 * @param arm that infers
 * @param session of the process
 * @param round of the session
 * @param wireRound the number that the records carry: no other round of the run has it
 * @param firstFrame index in the data set
 * @param frames of the turn; of a block of steady load, about
 * @param level frames a second of a block of steady load; empty for a turn of so many frames
 */
record Turn(
    Condition condition,
    Arm arm,
    int session,
    int round,
    int wireRound,
    int firstFrame,
    int frames,
    OptionalDouble level) {}
