package org.cbnet.experiments.execution;

import java.util.List;
import java.util.Map;
import org.cbnet.experiments.summary.Conservation;
import org.cbnet.experiments.summary.Environment;

/**
 * What is known of a part beside its rows.
 *
 * @param started when, ISO-8601
 * @param seconds that it took
 * @param images that were at hand of the data set
 * @param networks that the arms' bundles hold, by arm
 * @param environment when it ran
 * @param conservation of its results
 * @param problems checks that failed
 */
public record PartRecord(
    String started,
    double seconds,
    int images,
    Map<String, String> networks,
    Environment environment,
    Conservation conservation,
    List<String> problems) {
  public PartRecord {
    networks = Map.copyOf(networks);
    problems = List.copyOf(problems);
  }
}
