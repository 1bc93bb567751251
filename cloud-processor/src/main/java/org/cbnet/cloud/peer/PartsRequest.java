package org.cbnet.cloud.peer;

import java.util.Objects;
import java.util.Set;
import org.cbnet.cloud.query.Question;

/**
 * What one instance asks another, as JSON.
 *
 * @param question what to tell
 * @param partitions of which it is to be told
 * @param copies whether copies may be read
 */
record PartsRequest(Question<?> question, Set<Integer> partitions, boolean copies) {
  PartsRequest {
    Objects.requireNonNull(question, "question is null");
    partitions = Set.copyOf(partitions);
  }
}
