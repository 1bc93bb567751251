package org.cbnet.experiments.bench.map;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.experiments.bench.device.Quantiles;
import org.cbnet.inference.planning.CutPlanner;
import org.cbnet.inference.planning.Decision;
import org.cbnet.inference.planning.PlanListener;
import org.cbnet.inference.planning.Prediction;

/** What a planner expected of each cut, asked now and then. One thread. */
final class Expectations implements PlanListener {
  private final List<List<Double>> micros = new ArrayList<>();
  private final List<Decision> decisions = new ArrayList<>();
  private CutPlanner planner;

  @Override
  public void begins(CutPlanner begun) {
    planner = begun;
  }

  @Override
  public void decided(Decision decision) {
    decisions.add(decision);
  }

  /** Notes what is expected now. */
  void note() {
    List<Prediction> now = planner.predictions();
    while (micros.size() < now.size()) {
      micros.add(new ArrayList<>());
    }
    for (int i = 0; i < now.size(); i++) {
      if (Double.isFinite(now.get(i).totalNanos())) {
        micros.get(i).add(now.get(i).totalNanos() / 1e3);
      }
    }
  }

  /** Median of what was noted of a cut by its number; NaN where nothing was. */
  double medianMicros(int number) {
    return number < micros.size() ? Quantiles.median(micros.get(number)) : Double.NaN;
  }

  /** All other cuts so far. */
  List<Decision> decisions() {
    return decisions;
  }
}
