package org.cbnet.cloud.control.table;

import java.util.Objects;

/**
 * A place in a table's topic.
 *
 * @param topicId identity of the topic; another one where it was deleted and made anew
 * @param offset of the first record not covered
 */
public record Position(String topicId, long offset) {

  public Position {
    Objects.requireNonNull(topicId, "topicId is null");
  }

  /** Whether everything up to another place is covered; in another topic nothing is missed. */
  public boolean covers(Position other) {
    return !topicId.equals(other.topicId) || offset >= other.offset;
  }
}
