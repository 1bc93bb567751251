package org.cbnet.cloud.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;

/**
 * The lines of an export, JSON each: a {@link Header}, an {@link Entry} for each entry of a store,
 * and an {@link End} that tells a whole file from one that was cut.
 */
final class Lines {
  /** Of the lines, apart from the format of the state in them. */
  static final int FORMAT = 1;

  static final ObjectMapper JSON =
      new ObjectMapper().setDefaultPropertyInclusion(JsonInclude.Include.NON_NULL);

  private Lines() {}

  /**
   * What the file holds.
   *
   * @param cbnetExport format of the lines
   * @param stateFormat highest format of the state in the file
   * @param applicationId whose state it is
   * @param partitions of each input topic that it was counted from
   * @param exportedAt ISO 8601
   */
  record Header(
      int cbnetExport, int stateFormat, String applicationId, int partitions, String exportedAt) {}

  /**
   * An entry.
   *
   * @param store its name
   * @param partition that it lies in
   * @param key as stored; text, but for the number of a partition
   * @param value as stored, an Avro single object, Base64
   * @param results of a window or round, for whoever reads the file otherwise
   * @param counters of a partition, for the same
   */
  record Entry(
      String store,
      int partition,
      String key,
      String value,
      Long results,
      Map<String, Long> counters) {}

  /**
   * The last line.
   *
   * @param entries that came before
   */
  record End(long entries) {}
}
