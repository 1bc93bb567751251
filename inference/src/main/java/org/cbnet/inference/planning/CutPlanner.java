package org.cbnet.inference.planning;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.cbnet.inference.partition.Cut;
import org.cbnet.inference.partition.CutTensor;

/**
 * Chooses the cut, and changes it as link, cloud and device do.
 *
 * <p>Another cut is taken where it is predicted to be better by a margin, several frames in a row,
 * so that noise moves nothing; one that leaves the device is given up at once while the link is
 * down. Used by one thread.
 */
public final class CutPlanner {
  private static final double MARGIN = 0.05;
  private static final int FRAMES_IN_A_ROW = 3;
  // Places among the trials.
  private static final int CLOUD = 0;
  private static final int DEVICE = 1;

  private final List<CutCost> costs;
  private final CurrentTimes times;
  private final Goal goal;
  private final BitSet leftOut = new BitSet();
  private final EndTrial[] trials = {new EndTrial(), new EndTrial()};
  private int current;
  private int candidate = -1;
  private int inARow;
  private boolean linkChanged;
  private List<Prediction> predictions = List.of();
  private Optional<LinkEstimate> link = Optional.empty();

  /**
   * A planner that begins on the device.
   *
   * @param costs of all cuts of a network, in their order
   */
  public CutPlanner(List<CutCost> costs, Goal goal) {
    this.costs = List.copyOf(costs);
    this.goal = Objects.requireNonNull(goal, "goal is null");
    if (costs.size() < 2 || costs.get(costs.size() - 1).cut().hasTail()) {
      throw new IllegalArgumentException(
          "costs must be of all cuts, the last all on the device: " + costs);
    }
    this.times = new CurrentTimes(this.costs);
    this.current = costs.size() - 1;
  }

  /** What frames took so far; to be told what they take. */
  public CurrentTimes times() {
    return times;
  }

  /** The cut to use. */
  public Cut current() {
    return costs.get(current).cut();
  }

  /**
   * The cut for the next frame: {@link #current}, or the one that is all on the device or all in
   * the cloud while that is tried. After {@link #decide}, which tells whether a trial is worth it.
   */
  public Cut next(long nowNanos) {
    for (int end = 0; end < trials.length; end++) {
      EndTrial trial = trials[end];
      if (current == number(end) || !isUsable(end)) {
        trial.cancel();
        trial.unneeded(nowNanos);
      } else if (!isTrying() && trial.isDue(nowNanos) && mayBeBetter(end)) {
        trial.begin(nowNanos);
      }
    }
    for (int end = 0; end < trials.length; end++) {
      if (trials[end].isOn()) {
        return costs.get(number(end)).cut();
      }
    }
    return current();
  }

  /** Whether frames are at an end for a moment only. */
  public boolean isTrying() {
    return trials[CLOUD].isOn() || trials[DEVICE].isOn();
  }

  private int number(int end) {
    return end == CLOUD ? 0 : costs.size() - 1;
  }

  private boolean isUsable(int end) {
    return end == DEVICE || (link.isPresent() && !leftOut.get(number(CLOUD)));
  }

  /** The device's half of a frame took so long, packing included. */
  public void deviceTook(int number, long nanos) {
    for (int end = 0; end < trials.length; end++) {
      if (trials[end].isOn() && number == number(end)) {
        if (trials[end].took(nanos)) {
          times.deviceTakes(number, trials[end].resultNanos());
          trials[end].cost(insteadNanos(end));
        }
        return;
      }
    }
    times.deviceTook(number, nanos);
  }

  // What a frame of a trial may take on the device and be no loss against the cut in use.
  private double insteadNanos(int end) {
    double elsewhere = predict(current, link).totalNanos();
    Prediction tried = predict(number(end), link);
    double away = tried.totalNanos() - tried.deviceNanos();
    return Double.isFinite(elsewhere) && Double.isFinite(away) ? elsewhere - away : 0;
  }

  // As profiled, or better where it was seen to be.
  private boolean mayBeBetter(int end) {
    if (predictions.isEmpty()) {
      return false;
    }
    double hoped = end == CLOUD ? hopedInTheCloud() : hopedOnTheDevice();
    return hoped < (1 - MARGIN) * cost(predictions, current);
  }

  private double hopedOnTheDevice() {
    int device = number(DEVICE);
    double nanos = Math.min(costs.get(device).deviceNanos(), times.deviceNanos(device));
    return goal.cost(new Prediction(nanos, 0, 0, goal.rates().joules(nanos, 0, 0)));
  }

  // Crossing as it is, the image takes the device no more than what is around all halves.
  private double hopedInTheCloud() {
    double raw = goal.cost(raw(costs.get(0).cut(), times.cloudNanos(0), link.orElseThrow()));
    return Math.min(raw, cost(predictions, 0));
  }

  /** What a frame would take at a cut by its number. */
  public Prediction predict(int number, Optional<LinkEstimate> link) {
    Cut cut = costs.get(number).cut();
    double device = times.deviceNanos(number);
    if (!cut.hasTail()) {
      return new Prediction(device, 0, 0, goal.rates().joules(device, 0, 0));
    }
    double cloud = times.cloudNanos(number);
    if (link.isEmpty()) {
      return new Prediction(device, Double.POSITIVE_INFINITY, cloud, Double.POSITIVE_INFINITY);
    }
    Prediction packed = predict(device, times.bytesUp(number), cloud, link.get());
    if (cut.hasHead() || times.hasSent(number)) {
      return packed;
    }
    // Nobody has sent the image yet, and profiled was the form that takes the device time.
    Prediction raw = raw(cut, cloud, link.get());
    return goal.cost(raw) < goal.cost(packed) ? raw : packed;
  }

  private Prediction predict(double device, double bytes, double cloud, LinkEstimate link) {
    double network = link.nanos(bytes);
    double sending = link.nanosPerByte() * bytes;
    double waiting = network - sending + cloud;
    return new Prediction(device, network, cloud, goal.rates().joules(device, sending, waiting));
  }

  private Prediction raw(Cut input, double cloud, LinkEstimate now) {
    return predict(times.deviceOverheadNanos(), rawBytes(input), cloud, now);
  }

  // A grey pixel is a byte.
  private static double rawBytes(Cut input) {
    return input.tensors().stream().mapToDouble(CutTensor::elements).sum();
  }

  /**
   * The link is another. The next {@link #decide} takes a better cut at once: it took several
   * samples in a row to tell, and to wait for several frames more would be to doubt them twice.
   */
  public void linkChanged() {
    linkChanged = true;
  }

  /**
   * Does not choose a cut any more, as it can't be used.
   *
   * @param instead the cut that frames still use; it is {@link #current} where the other was
   * @throws IllegalArgumentException where it is all on the device: that must always be there
   */
  public void leaveOut(Cut cut, Cut instead) {
    if (!cut.hasTail()) {
      throw new IllegalArgumentException(cut.id() + " is all on the device: it can't be left out");
    }
    leftOut.set(cut.number());
    if (current == cut.number()) {
      current = instead.number();
    }
    candidate = -1;
  }

  /** What the last {@link #decide} expected of each cut, by number; empty before the first. */
  public List<Prediction> predictions() {
    return List.copyOf(predictions);
  }

  /**
   * Looks whether another cut is better by now; it is {@link #current} from then on.
   *
   * @param link what is known of it; empty where nothing is, or where it is down
   */
  public Optional<Decision> decide(Optional<LinkEstimate> link) {
    this.link = link;
    predictions = new ArrayList<>(costs.size());
    for (int i = 0; i < costs.size(); i++) {
      predictions.add(predict(i, link));
    }
    int best = best(predictions);
    boolean lost = Double.isInfinite(predictions.get(current).totalNanos());
    boolean atOnce = lost || linkChanged;
    linkChanged = false;
    if (best == current || !(lost || isBetter(predictions, best))) {
      candidate = -1;
      return Optional.empty();
    }
    inARow = candidate == best ? inARow + 1 : 1;
    candidate = best;
    if (!atOnce && inARow < FRAMES_IN_A_ROW) {
      return Optional.empty();
    }
    Cut before = current();
    String reason = reason(predictions.get(current), predictions.get(best), link);
    current = best;
    candidate = -1;
    return Optional.of(new Decision(before, current(), reason));
  }

  private int best(List<Prediction> predictions) {
    int best = current;
    for (int i = 0; i < costs.size(); i++) {
      boolean better = cost(predictions, i) <= cost(predictions, best);
      best = better && !leftOut.get(i) ? i : best;
    }
    return best;
  }

  private boolean isBetter(List<Prediction> predictions, int best) {
    return cost(predictions, best) < (1 - MARGIN) * cost(predictions, current);
  }

  private double cost(List<Prediction> predictions, int number) {
    return goal.cost(predictions.get(number));
  }

  private String reason(Prediction before, Prediction after, Optional<LinkEstimate> link) {
    return "%s: predicted %.0f us in place of %.0f us (device %.0f, network %.0f, cloud %.0f), %s"
        .formatted(
            goal.objective().id(),
            after.totalNanos() / 1e3,
            before.totalNanos() / 1e3,
            after.deviceNanos() / 1e3,
            after.networkNanos() / 1e3,
            after.cloudNanos() / 1e3,
            link.map(
                    now ->
                        "round trip %.1f ms, %.0f kbit/s up, queue %.1f ms"
                            .formatted(
                                now.baseNanos() / 1e6,
                                now.bitsPerSecondUp() / 1e3,
                                times.queueNanos() / 1e6))
                .orElse("no link"));
  }
}
