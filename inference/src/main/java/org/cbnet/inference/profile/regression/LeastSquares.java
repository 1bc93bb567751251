package org.cbnet.inference.profile.regression;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.IntStream;
import org.hipparchus.linear.Array2DRowRealMatrix;
import org.hipparchus.linear.ArrayRealVector;
import org.hipparchus.linear.DecompositionSolver;
import org.hipparchus.linear.QRDecomposition;
import org.hipparchus.linear.RealMatrix;
import org.hipparchus.linear.RealVector;

/** Coefficients that bring rows of features closest to a target, in squares. */
final class LeastSquares {
  // Of columns of length 1: below this they say the same.
  private static final double DEPENDENT = 1e-9;

  private LeastSquares() {}

  /** Of any sign; empty where the rows do not tell the features apart. */
  static Optional<double[]> ordinary(double[][] rows, double[] target) {
    if (rows.length == 0 || rows.length < rows[0].length) {
      return Optional.empty();
    }
    RealMatrix matrix = new Array2DRowRealMatrix(rows);
    double[] lengths = new double[matrix.getColumnDimension()];
    for (int i = 0; i < lengths.length; i++) {
      RealVector column = matrix.getColumnVector(i);
      lengths[i] = column.getNorm();
      if (lengths[i] == 0) {
        return Optional.empty();
      }
      matrix.setColumnVector(i, column.mapDivide(lengths[i]));
    }
    DecompositionSolver solver = new QRDecomposition(matrix, DEPENDENT).getSolver();
    if (!solver.isNonSingular()) {
      return Optional.empty();
    }
    double[] solved = solver.solve(new ArrayRealVector(target)).toArray();
    for (int i = 0; i < solved.length; i++) {
      solved[i] /= lengths[i];
    }
    return Optional.of(solved);
  }

  /**
   * None below 0; zeros where nothing fits better.
   *
   * <p>The best such coefficients are the best of any sign for those features that they use (Lawson
   * and Hanson, Solving Least Squares Problems, 1974, chapter 23), so that with a handful of
   * features all selections can be tried.
   */
  static double[] nonNegative(double[][] rows, double[] target) {
    int features = rows[0].length;
    double[] best = new double[features];
    double least = squares(rows, target, best);
    for (int selection = 1; selection < 1 << features; selection++) {
      int[] selected = selected(selection, features);
      Optional<double[]> solved = ordinary(columns(rows, selected), target);
      if (solved.isPresent() && Arrays.stream(solved.get()).allMatch(value -> value >= 0)) {
        double[] candidate = new double[features];
        for (int i = 0; i < selected.length; i++) {
          candidate[selected[i]] = solved.get()[i];
        }
        double squares = squares(rows, target, candidate);
        if (squares < least) {
          least = squares;
          best = candidate;
        }
      }
    }
    return best;
  }

  /** What the coefficients make of a row. */
  static double product(double[] row, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < row.length; i++) {
      sum += row[i] * coefficients[i];
    }
    return sum;
  }

  private static int[] selected(int selection, int features) {
    return IntStream.range(0, features).filter(i -> (selection >> i & 1) == 1).toArray();
  }

  private static double[][] columns(double[][] rows, int[] selected) {
    return Arrays.stream(rows)
        .map(row -> Arrays.stream(selected).mapToDouble(i -> row[i]).toArray())
        .toArray(double[][]::new);
  }

  private static double squares(double[][] rows, double[] target, double[] coefficients) {
    double sum = 0;
    for (int i = 0; i < rows.length; i++) {
      double error = product(rows[i], coefficients) - target[i];
      sum += error * error;
    }
    return sum;
  }
}
