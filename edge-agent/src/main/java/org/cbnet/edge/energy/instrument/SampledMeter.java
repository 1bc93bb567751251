package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.EnergyReading;
import org.cbnet.edge.energy.MeterCounters;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.energy.instrument.Instrument.Quantity;

/**
 * Metered energy: one thread asks the instrument ({@link #sample}), another ends the laps.
 *
 * <ol>
 *   <li>{@link #lap} takes what was integrated up to now and never waits for the instrument.
 *   <li>A lap of which samples cover less than 90 % is the model's, under the model's own source:
 *       no joule of it is the instrument's.
 *   <li>Of an instrument that shows power and counts energy, the one is taken that rounding and
 *       sampling make less uncertain over the lap, and the source says which.
 * </ol>
 */
final class SampledMeter implements EnergyMeter {
  private static final double LEAST_COVERAGE = 0.9;

  private final Instrument instrument;
  private final ModelMeter model;
  private final Function<String, Optional<Idle>> idles;
  private final OptionalDouble statedGain;
  private final EdgeClock clock;
  private final long gapNanos;
  private final InstrumentLog log;

  private final Object lock = new Object();
  private final PowerTrack power;
  private final CounterTrack energy;
  private Accuracy accuracy;
  private long lastSampleNanos;
  private long samples;
  private long failures;
  private long rejected;
  private long modelledLaps;

  /**
   * @param model tells what the instrument does not
   * @param idles idle power for a meter's name; empty where it was never calibrated
   * @param statedGain relative standard uncertainty that the operator states
   */
  SampledMeter(
      Instrument instrument,
      ModelMeter model,
      Function<String, Optional<Idle>> idles,
      OptionalDouble statedGain,
      Rhythm rhythm,
      EdgeClock clock) {
    this.instrument = instrument;
    this.model = model;
    this.idles = idles;
    this.statedGain = statedGain;
    this.clock = clock;
    this.gapNanos = rhythm.gapNanos();
    this.log = new InstrumentLog(instrument.name(), clock);
    this.power = new PowerTrack(rhythm.holdNanos(), rhythm.gapNanos());
    this.energy = new CounterTrack(rhythm.holdNanos(), rhythm.gapNanos(), rhythm.bridgeNanos());
    this.accuracy = instrument.accuracy();
    this.lastSampleNanos = clock.monotonicNanos();
  }

  /**
   * Asks the instrument once; whatever is wrong with it is counted, and logged at its beginning.
   */
  void sample() throws InterruptedException {
    try {
      List<Sample> shown = instrument.read();
      long now = clock.monotonicNanos();
      if (!shown.isEmpty()) {
        take(shown);
        lastSampleNanos = now;
        log.answers();
      } else if (now - lastSampleNanos > gapNanos) {
        fail("nothing new for " + Duration.ofNanos(now - lastSampleNanos).toMillis() + " ms");
      }
    } catch (IOException | RuntimeException e) {
      // A mistake of ours counts as its failure, too: the thread must live on.
      fail(e.getMessage() == null ? e.toString() : e.getMessage());
    }
  }

  private void take(List<Sample> shown) {
    synchronized (lock) {
      for (Sample sample : shown) {
        sample.watts().ifPresent(watts -> power.add(sample.atNanos(), watts));
        sample
            .countedJoules()
            .ifPresent(joules -> energy.add(sample.atNanos(), joules, sample.watts()));
      }
      samples += shown.size();
      rejected = instrument.rejected();
      accuracy = instrument.accuracy();
    }
  }

  private void fail(String reason) {
    long count;
    synchronized (lock) {
      failures++;
      rejected = instrument.rejected();
      count = failures;
    }
    log.fails(reason, count);
  }

  @Override
  public EnergyReading lap(long nowNanos, long durationNanos) {
    // Always, so that its next lap begins where this one ends.
    EnergyReading modelled = model.lap(nowNanos, durationNanos);
    synchronized (lock) {
      Track.Sum byPower = power.track().lap(nowNanos);
      Track.Sum byCounter = energy.track().lap(nowNanos);
      Accuracy stated = accuracy.withGain(statedGain);
      boolean powerKnown = covers(power.track(), byPower, durationNanos);
      boolean counterKnown = covers(energy.track(), byCounter, durationNanos);
      Figures integrated = Figures.ofPower(byPower, durationNanos, stated);
      Figures counted =
          Figures.ofCounter(
              byCounter, durationNanos, Math.max(stated.stepJoules(), energy.largestStep()));
      if (powerKnown && counterKnown) {
        // Without a power to compare with, a counter is all there is.
        counterKnown = energy.trusted() && counted.scatter() < integrated.scatter();
      }
      if (counterKnown) {
        return reading(Quantity.ENERGY, counted, stated, modelled);
      }
      if (powerKnown) {
        return reading(Quantity.POWER, integrated, stated, modelled);
      }
      modelledLaps++;
      return modelled;
    }
  }

  private static boolean covers(Track track, Track.Sum sum, long durationNanos) {
    return track.begun() && sum.coveredNanos() >= LEAST_COVERAGE * durationNanos;
  }

  private EnergyReading reading(
      Quantity quantity, Figures figures, Accuracy stated, EnergyReading modelled) {
    Optional<Idle> idle = idles.apply(instrument.name());
    return new EnergyReading(
        instrument.source(quantity),
        figures.gross(),
        figures.idle(idle),
        figures.uncertainty(stated, idle),
        modelled.utilisation(),
        modelled.cpuNanos());
  }

  @Override
  public MeterCounters counters() {
    synchronized (lock) {
      return new MeterCounters(
          samples,
          failures + rejected,
          Math.max(power.track().gaps(), energy.track().gaps()),
          modelledLaps);
    }
  }

  @Override
  public void close() {
    instrument.close();
  }
}
