package org.cbnet.inference.offload;

/**
 * What became of questions: {@code asked = answered + refused + unreachable + late + lost + open}.
 *
 * @param asked questions
 * @param answered with a label, in time
 * @param refused by the cloud, in time
 * @param unreachable not sent, or known not to have arrived
 * @param late replies to questions that were given up
 * @param lost given up and forgotten without any reply
 * @param foreign replies to what was not asked here, such as other devices' in the same partition;
 *     no part of the sum
 * @param undecodable replies that could not be decoded; no part of the sum, since a question that
 *     one was known to answer is refused, and one of which that is not known is late or lost
 * @param bytesUp of all questions sent, as the transport's client counts them
 * @param bytesDown of all that was received, foreign replies included
 */
public record OffloadCounts(
    long asked,
    long answered,
    long refused,
    long unreachable,
    long late,
    long lost,
    long foreign,
    long undecodable,
    long bytesUp,
    long bytesDown) {}
