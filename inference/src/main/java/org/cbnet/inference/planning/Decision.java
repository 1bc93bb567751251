package org.cbnet.inference.planning;

import org.cbnet.inference.partition.Cut;

/**
 * Another cut from now on.
 *
 * @param before where the network was divided
 * @param after where it is now
 * @param reason what was predicted for both, and of what link and cloud; for the log
 */
public record Decision(Cut before, Cut after, String reason) {}
