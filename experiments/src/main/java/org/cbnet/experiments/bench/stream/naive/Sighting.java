package org.cbnet.experiments.bench.stream.naive;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.apache.kafka.streams.KeyValue;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * One result on its way through the topology.
 *
 * @param group what it is added up by
 * @param latencyNanos of it, 0 where it failed
 */
record Sighting(String group, long latencyNanos) {

  /** The results of a batch by their identities. */
  static List<KeyValue<String, Sighting>> of(ResultBatch batch) {
    String boot =
        batch.getDeviceId() + '/' + batch.getInstallId() + '/' + batch.getBootNumber() + '/';
    String group =
        String.join(
            " ",
            Objects.requireNonNullElse(batch.getRunId(), ""),
            batch.getStrategy(),
            batch.getModelHash(),
            batch.getConfigHash(),
            batch.getBoard(),
            batch.getSite());
    List<Result> results = batch.getResults();
    List<KeyValue<String, Sighting>> sightings = new ArrayList<>(results.size());
    for (int i = 0; i < results.size(); i++) {
      Long nanos = results.get(i).getTotalNanos();
      sightings.add(
          KeyValue.pair(
              boot + (batch.getFirstSequence() + i),
              new Sighting(group, nanos == null ? 0 : nanos)));
    }
    return sightings;
  }
}
