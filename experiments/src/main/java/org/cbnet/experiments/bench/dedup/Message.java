package org.cbnet.experiments.bench.dedup;

import java.util.List;
import org.cbnet.cloud.dedup.BootId;
import org.cbnet.cloud.dedup.SequenceSpan;
import org.cbnet.schemas.record.SequenceRange;

/**
 * What of a record decides what is a duplicate.
 *
 * @param boot that it comes from
 * @param energy whether its numbers are energy samples'; else results'
 * @param numbers of what it holds
 * @param droppedRanges that it says were given up
 * @param refused whether its content breaks a rule
 */
record Message(
    BootId boot,
    boolean energy,
    SequenceSpan numbers,
    List<SequenceRange> droppedRanges,
    boolean refused) {}
