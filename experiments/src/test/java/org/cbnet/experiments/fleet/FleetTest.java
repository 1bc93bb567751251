package org.cbnet.experiments.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;
import org.junit.jupiter.api.Test;

class FleetTest {
  private static final long START_MICROS = 1_772_366_400_000_000L;
  private static final FleetPlan PLAN = new FleetPlan(80, 5, 20, 0.1, 7);

  @Test
  void theSamePlanSendsTheSameBytes() {
    Iterator<FleetRecord> one = new Fleet(PLAN, START_MICROS).from(START_MICROS);
    Iterator<FleetRecord> other = new Fleet(PLAN, START_MICROS).from(START_MICROS);

    for (int i = 0; i < 1_000; i++) {
      assertThat(one.next().value()).isEqualTo(other.next().value());
    }
  }

  @Test
  void eachDeviceNumbersItsResultsWithoutGaps() throws Exception {
    Map<String, Long> next = new HashMap<>();
    for (ResultBatch batch : batches(1_600)) {
      assertThat(batch.getFirstSequence()).isEqualTo(next.getOrDefault(batch.getDeviceId(), 0L));
      next.merge(batch.getDeviceId(), (long) batch.getResults().size(), Long::sum);
    }
    assertThat(next).hasSize(80);
  }

  @Test
  void timeAdvancesAsTheRateSays() throws Exception {
    List<ResultBatch> batches = batches(1_600);
    long last = batches.get(batches.size() - 1).getSentWallMicros();

    // 1,600 batches of 20 are 32,000 results; 80 devices make 400 a second.
    assertThat((last - START_MICROS) / 1e6).isBetween(79.0, 81.0);
    for (ResultBatch batch : batches) {
      long captured = batch.getResults().get(0).getCaptureMicros();
      assertThat(batch.getSentWallMicros() - captured).isEqualTo(3_900_000);
    }
  }

  @Test
  void everyFrameOfAPairedRoundComesFromFourArms() throws Exception {
    Map<String, Set<String>> armsByFrame = new HashMap<>();
    Map<String, Set<Integer>> labelsByFrame = new HashMap<>();
    int paired = 0;
    // Fifty batches a round, so each device ends two.
    for (ResultBatch batch : batches(80 * 100)) {
      if (batch.getRunId() == null) {
        assertThat(batch.getResults()).extracting(Result::getTrueLabel).containsOnlyNulls();
        continue;
      }
      paired++;
      assertThat(batch.getPairedArms()).isEqualTo(4);
      for (Result result : batch.getResults()) {
        String frame = batch.getRunId() + ' ' + batch.getRound() + ' ' + result.getFrameId();
        assertThat(armsByFrame.computeIfAbsent(frame, key -> new HashSet<>()))
            .doesNotContain(batch.getStrategy());
        armsByFrame.get(frame).add(batch.getStrategy());
        labelsByFrame.computeIfAbsent(frame, key -> new HashSet<>()).add(result.getTrueLabel());
      }
    }
    assertThat(paired).isEqualTo(800);
    assertThat(armsByFrame.values()).allSatisfy(arms -> assertThat(arms).hasSize(4));
    assertThat(labelsByFrame.values()).allSatisfy(labels -> assertThat(labels).hasSize(1));
  }

  @Test
  void energySamplesCoverTheResultsOneAfterAnother() throws Exception {
    Map<String, Long> covered = new HashMap<>();
    AvroCodec<EnergySample> codec = AvroCodec.of(EnergySample.class);
    for (FleetRecord each : records(4_000)) {
      if (each.topic().equals(Topics.ENERGY_SAMPLES.name())) {
        EnergySample sample = codec.decode(each.value());
        long first = covered.getOrDefault(each.deviceId(), 0L);
        assertThat(sample.getFirstResultSequence()).isEqualTo(first);
        assertThat(sample.getInferenceCount())
            .isEqualTo(sample.getLastResultSequence() - first + 1);
        covered.put(each.deviceId(), sample.getLastResultSequence() + 1);
      }
    }
    assertThat(covered).hasSize(80);
  }

  private static List<ResultBatch> batches(int count) throws Exception {
    AvroCodec<ResultBatch> codec = AvroCodec.of(ResultBatch.class);
    List<ResultBatch> batches = new ArrayList<>();
    Iterator<FleetRecord> records = new Fleet(PLAN, START_MICROS).from(START_MICROS);
    while (batches.size() < count) {
      FleetRecord next = records.next();
      if (next.results() > 0) {
        batches.add(codec.decode(next.value()));
      }
    }
    return batches;
  }

  private static List<FleetRecord> records(int count) {
    List<FleetRecord> taken = new ArrayList<>();
    Iterator<FleetRecord> records = new Fleet(PLAN, START_MICROS).from(START_MICROS);
    while (taken.size() < count) {
      taken.add(records.next());
    }
    return taken;
  }
}
