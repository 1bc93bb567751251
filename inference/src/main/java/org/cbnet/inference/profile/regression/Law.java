package org.cbnet.inference.profile.regression;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.cbnet.inference.partition.LayerKind;
import org.cbnet.inference.partition.LayerWork;

/** What layers of a kind add to a call, as a function of their work; never negative. */
sealed interface Law {
  /** Nanoseconds. */
  double addedNanos(LayerWork work);

  /** Its form, for people and files. */
  String form();

  /** Its coefficients, in the order of {@link Features}. */
  List<Double> coefficients();

  /** A sum of features with coefficients >= 0. */
  record Linear(LayerKind kind, List<Double> coefficients) implements Law {
    public Linear {
      coefficients = List.copyOf(coefficients);
    }

    /** Errors count in proportion to the time that was measured, call included. */
    static Linear fit(LayerKind kind, List<Sample> samples) {
      double[][] rows = new double[samples.size()][];
      double[] target = new double[samples.size()];
      for (int i = 0; i < rows.length; i++) {
        Sample sample = samples.get(i);
        rows[i] = Features.of(kind, sample.work());
        for (int j = 0; j < rows[i].length; j++) {
          rows[i][j] /= sample.aloneNanos();
        }
        target[i] = sample.addedNanos() / sample.aloneNanos();
      }
      return new Linear(kind, boxed(LeastSquares.nonNegative(rows, target)));
    }

    @Override
    public double addedNanos(LayerWork work) {
      return LeastSquares.product(Features.of(kind, work), unboxed(coefficients));
    }

    @Override
    public String form() {
      return "linear";
    }
  }

  /** A product of powers of the features. */
  record Powers(LayerKind kind, List<Double> coefficients) implements Law {
    // Of the measured time: what is below is noise, and has no logarithm.
    private static final double LEAST_SHARE = 0.01;

    public Powers {
      coefficients = List.copyOf(coefficients);
    }

    /** Errors count in proportion to what is added. Empty where the layers are too much alike. */
    static Optional<Law> fit(LayerKind kind, List<Sample> samples) {
      double[][] rows = new double[samples.size()][];
      double[] target = new double[samples.size()];
      for (int i = 0; i < rows.length; i++) {
        Sample sample = samples.get(i);
        rows[i] = Features.logarithms(kind, sample.work());
        target[i] = Math.log(Math.max(sample.addedNanos(), LEAST_SHARE * sample.aloneNanos()));
      }
      return LeastSquares.ordinary(rows, target)
          .map(coefficients -> new Powers(kind, boxed(coefficients)));
    }

    @Override
    public double addedNanos(LayerWork work) {
      return Math.exp(LeastSquares.product(Features.logarithms(kind, work), unboxed(coefficients)));
    }

    @Override
    public String form() {
      return "log";
    }
  }

  private static List<Double> boxed(double[] values) {
    return Arrays.stream(values).boxed().toList();
  }

  private static double[] unboxed(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
