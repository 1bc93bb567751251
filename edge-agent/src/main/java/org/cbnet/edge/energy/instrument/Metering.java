package org.cbnet.edge.energy.instrument;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.cbnet.edge.clock.EdgeClock;
import org.cbnet.edge.energy.EnergyMeter;
import org.cbnet.edge.energy.MeterKind;
import org.cbnet.edge.energy.ModelMeter;
import org.cbnet.edge.energy.ProcessCpuTime;
import org.slf4j.LoggerFactory;

/** Finds this machine's meters and opens the one to use. */
public final class Metering {
  private final MeterOptions options;
  private final MachineRoots roots;
  private final EdgeClock clock;
  private final Instruments instruments;

  public Metering(MeterOptions options, MachineRoots roots, EdgeClock clock) {
    this.options = options;
    this.roots = roots;
    this.clock = clock;
    this.instruments = new Instruments(options, roots, clock);
  }

  /** Every kind of meter with why it is not to be had, the best first and the model last. */
  public List<Finding> findings() throws InterruptedException {
    List<Finding> findings = new ArrayList<>();
    MeterKind chosen = instruments.chosen();
    for (MeterKind kind : MeterKind.values()) {
      if (kind != MeterKind.AUTO && kind != MeterKind.MODEL) {
        findings.add(new Finding(kind, kind == chosen, instruments.whyNot(kind)));
      }
    }
    findings.add(new Finding(MeterKind.MODEL, chosen == MeterKind.MODEL, Optional.empty()));
    return findings;
  }

  /**
   * Opens the meter and begins to ask it, in a thread that ends with {@link EnergyMeter#close}. A
   * configured meter that is away is no error: the model tells until it comes.
   *
   * @throws InterruptedException where the caller is asked to end while meters are looked for
   */
  public EnergyMeter open() throws InterruptedException {
    ModelMeter model = new ModelMeter(options.board(), new ProcessCpuTime());
    MeterKind kind = instruments.chosen();
    Optional<SampledMeter> sampled =
        kind == MeterKind.MODEL ? Optional.empty() : Optional.of(sampled(kind, model));
    Conditions conditions =
        new Conditions(roots.thermal(), new Throttling(roots.throttled(), roots.firmware()));
    Sampling sampling =
        new Sampling(sampled, conditions, instruments.rhythm(kind).sampleNanos(), clock);
    sampling.start();
    LoggerFactory.getLogger(Metering.class)
        .atInfo()
        .addKeyValue("meter", kind)
        .addKeyValue("board", options.board().key())
        .log(kind == MeterKind.MODEL ? "energy is modelled" : "energy is metered");
    return new ConditionedMeter(
        sampled.<EnergyMeter>map(m -> m).orElse(model), conditions, sampling);
  }

  private SampledMeter sampled(MeterKind kind, ModelMeter model) {
    Optional<Calibration> calibration = Calibration.load(options.stateDirectory());
    return new SampledMeter(
        instruments.make(kind),
        model,
        meter -> Idle.of(options.idle(), calibration, meter),
        options.gain(),
        instruments.rhythm(kind),
        clock);
  }

  /**
   * One kind of meter.
   *
   * @param used whether {@link #open} takes it
   * @param whyNot why it is not to be had; empty where it is
   */
  public record Finding(MeterKind kind, boolean used, Optional<String> whyNot) {}
}
