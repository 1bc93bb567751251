package org.cbnet.cloud.http;

import java.util.List;
import java.util.Map;

/**
 * What goes on, once a second.
 *
 * @param resultsPerSecond accepted since the last one; null in the first
 * @param received distinct results so far
 * @param lost acknowledged results that are not there
 * @param duplicates recognised and dropped
 * @param refused results
 * @param late results
 * @param lawsBroken conservation laws that do not hold
 * @param runsChanged runs with new results since the last one, newest first
 * @param position of the input that this reflects
 */
record LiveSummary(
    Double resultsPerSecond,
    long received,
    long lost,
    long duplicates,
    long refused,
    long late,
    long lawsBroken,
    List<String> runsChanged,
    Map<String, Long> position) {}
