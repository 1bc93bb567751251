package org.cbnet.cloud.query;

import java.util.List;
import java.util.Map;

/**
 * The answer of all partitions.
 *
 * @param value answer
 * @param position topic-partition to the first offset not covered
 * @param stale topic-partitions that were read from copies
 */
record Whole<A>(A value, Map<String, Long> position, List<String> stale) {}
