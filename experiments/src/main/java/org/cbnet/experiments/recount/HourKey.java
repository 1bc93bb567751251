package org.cbnet.experiments.recount;

/**
 * An hour of a group.
 *
 * @param startSeconds seconds since 1970-01-01 UTC
 * @param run empty in the field
 */
public record HourKey(
    long startSeconds,
    String strategy,
    String model,
    String config,
    String run,
    String site,
    String board) {}
