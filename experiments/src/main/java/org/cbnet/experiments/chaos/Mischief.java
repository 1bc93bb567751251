package org.cbnet.experiments.chaos;

import java.time.Duration;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.cbnet.experiments.fleet.FleetRecord;
import org.cbnet.schemas.AvroCodec;
import org.cbnet.schemas.DecodingException;
import org.cbnet.schemas.Topics;
import org.cbnet.schemas.record.EnergySample;
import org.cbnet.schemas.record.Result;
import org.cbnet.schemas.record.ResultBatch;

/**
 * Makes records of good devices into those of bad ones. Of each 20 devices one has a clock in 1970,
 * two are 14 days ahead, one replays yesterday, and one sends what is too old. Not thread-safe.
 */
final class Mischief {
  private static final int KINDS = 20;
  private static final long YESTERDAY_MICROS = Duration.ofDays(1).toNanos() / 1_000;
  private static final long TOO_OLD_MICROS = Duration.ofDays(8).toNanos() / 1_000;
  private static final long AHEAD_MICROS = Duration.ofDays(14).toNanos() / 1_000;
  private static final double SPOILT_SHARE = 0.003;
  private static final String TOO_LONG = "x".repeat(65);
  private static final int NO_CLASS = 1_000;

  private final AvroCodec<ResultBatch> batches = AvroCodec.of(ResultBatch.class);
  private final AvroCodec<EnergySample> samples = AvroCodec.of(EnergySample.class);
  private final SplittableRandom random;

  Mischief(long seed) {
    this.random = new SplittableRandom(seed);
  }

  /** The record as its device sends it; one in some hundred batches breaks a rule. */
  FleetRecord sent(FleetRecord good) {
    if (good.topic().equals(Topics.INFERENCE_RESULTS.name())) {
      ResultBatch batch = decode(batches, good.value());
      change(batch, kind(good));
      return with(good, batches.encode(batch));
    }
    if (good.topic().equals(Topics.ENERGY_SAMPLES.name())) {
      EnergySample sample = decode(samples, good.value());
      change(sample, kind(good));
      return with(good, samples.encode(sample));
    }
    return good;
  }

  /** The second half of a batch, as of a sender that cuts anew; nothing of what has no half. */
  Optional<FleetRecord> half(FleetRecord sent) {
    if (sent.results() < 2) {
      return Optional.empty();
    }
    ResultBatch batch = decode(batches, sent.value());
    int cut = sent.results() / 2;
    batch.setFirstSequence(batch.getFirstSequence() + cut);
    batch.setResults(batch.getResults().subList(cut, sent.results()));
    return Optional.of(with(sent, batches.encode(batch)));
  }

  /** What no one can take, in the place of a record. */
  FleetRecord garbage(FleetRecord sent) {
    byte[] value = sent.value();
    switch (random.nextInt(4)) {
      case 0 -> {
        byte[] noise = new byte[1 + random.nextInt(200)];
        random.nextBytes(noise);
        return with(sent, noise);
      }
      case 1 -> {
        byte[] part = new byte[random.nextInt(value.length)];
        System.arraycopy(value, 0, part, 0, part.length);
        return with(sent, part);
      }
      case 2 -> {
        byte[] longer = java.util.Arrays.copyOf(value, value.length + 1 + random.nextInt(20));
        return with(sent, longer);
      }
      default -> {
        // Another's key, and so another's partition.
        String key = sent.deviceId() + "-" + random.nextInt(100);
        return new FleetRecord(sent.topic(), key, value, sent.results(), sent.sentMicros());
      }
    }
  }

  private void change(ResultBatch batch, int kind) {
    switch (kind) {
      case 15, 16, 17 -> {
        batch.setSentWallMicros(wrongClock(batch.getSentWallMicros(), kind));
        batch.setClockSynced(kind == 17);
        batch.setSentClockSynced(kind == 17);
        for (Result result : batch.getResults()) {
          result.setCaptureMicros(wrongClock(result.getCaptureMicros(), kind));
        }
      }
      case 18, 19 -> {
        batch.setReplayed(true);
        long back = kind == 18 ? YESTERDAY_MICROS : TOO_OLD_MICROS;
        for (Result result : batch.getResults()) {
          result.setCaptureMicros(result.getCaptureMicros() - back);
          result.setCaptureMonotonicNanos(
              result.getCaptureMonotonicNanos() - TimeUnit.MICROSECONDS.toNanos(back));
        }
      }
      default -> {}
    }
    if (random.nextDouble() < SPOILT_SHARE) {
      if (random.nextBoolean()) {
        batch.setSite(TOO_LONG);
      } else {
        batch.getResults().get(0).setTrueLabel(NO_CLASS);
      }
    }
  }

  private static void change(EnergySample sample, int kind) {
    switch (kind) {
      case 15, 16, 17 -> {
        sample.setSentWallMicros(wrongClock(sample.getSentWallMicros(), kind));
        sample.setStartMicros(wrongClock(sample.getStartMicros(), kind));
        sample.setClockSynced(kind == 17);
        sample.setSentClockSynced(kind == 17);
      }
      case 18, 19 -> {
        sample.setReplayed(true);
        long back = kind == 18 ? YESTERDAY_MICROS : TOO_OLD_MICROS;
        sample.setStartMicros(sample.getStartMicros() - back);
        sample.setStartMonotonicNanos(
            sample.getStartMonotonicNanos() - TimeUnit.MICROSECONDS.toNanos(back));
      }
      default -> {}
    }
  }

  // 15: since 1970 at start; 16: ahead and known to be wrong; 17: ahead and sure of itself.
  private static long wrongClock(long micros, int kind) {
    return kind == 15 ? micros % AHEAD_MICROS : micros + AHEAD_MICROS;
  }

  private static int kind(FleetRecord of) {
    String id = of.deviceId();
    return Integer.parseInt(id.substring(id.lastIndexOf('-') + 1)) % KINDS;
  }

  private static FleetRecord with(FleetRecord of, byte[] value) {
    return new FleetRecord(of.topic(), of.deviceId(), value, of.results(), of.sentMicros());
  }

  private static <T extends org.apache.avro.specific.SpecificRecord> T decode(
      AvroCodec<T> codec, byte[] value) {
    try {
      return codec.decode(value);
    } catch (DecodingException e) {
      throw new IllegalStateException("the fleet's own record can't be decoded", e);
    }
  }
}
