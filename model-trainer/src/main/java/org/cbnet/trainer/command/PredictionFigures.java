package org.cbnet.trainer.command;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.PredictionError;
import org.cbnet.inference.profile.PredictionError.CutError;
import org.cbnet.inference.profile.regression.KindFit;

/**
 * Predictions for programs; the names of the components are the keys of the JSON.
 *
 * @param bundle its hash
 * @param predictors each of them
 * @param kinds laws of the regression
 */
@JsonPropertyOrder({"bundle", "predictors", "kinds"})
record PredictionFigures(String bundle, List<Predictor> predictors, List<Kind> kinds) {

  /**
   * A predictor for programs.
   *
   * @param name of its kind
   * @param medianError of all halves; null where nothing was measured, like the next two
   * @param worstError of all halves
   * @param errors by cut, with signs
   * @param headNanos by cut number; null where there is no head
   * @param tailNanos by cut number; null where there is no tail
   */
  @JsonPropertyOrder({"name", "medianError", "worstError", "errors", "headNanos", "tailNanos"})
  record Predictor(
      String name,
      Double medianError,
      Double worstError,
      List<CutError> errors,
      List<Long> headNanos,
      List<Long> tailNanos) {}

  /**
   * A law for programs.
   *
   * @param heldOutError null where it is not known
   */
  @JsonPropertyOrder({"kind", "form", "layers", "heldOutError", "coefficients"})
  record Kind(
      String kind, String form, int layers, Double heldOutError, List<Double> coefficients) {
    static Kind of(KindFit fit) {
      return new Kind(
          fit.kind().id(),
          fit.form(),
          fit.layers(),
          Double.isNaN(fit.heldOutError()) ? null : fit.heldOutError(),
          fit.coefficients());
    }
  }

  /**
   * @param measured null where it is not known
   */
  static PredictionFigures of(
      Map<String, LayerProfile> predicted, LayerProfile measured, List<KindFit> kinds) {
    List<Predictor> predictors = new ArrayList<>();
    predicted.forEach((name, profile) -> predictors.add(predictor(name, profile, measured)));
    return new PredictionFigures(
        predicted.values().iterator().next().bundleHash(),
        predictors,
        kinds.stream().map(Kind::of).toList());
  }

  private static Predictor predictor(String name, LayerProfile profile, LayerProfile measured) {
    PredictionError error = measured == null ? null : PredictionError.of(profile, measured);
    List<Long> heads = new ArrayList<>();
    List<Long> tails = new ArrayList<>();
    profile
        .cuts()
        .forEach(
            times -> {
              heads.add(times.head() == null ? null : times.head().medianNanos());
              tails.add(times.tail() == null ? null : times.tail().medianNanos());
            });
    return new Predictor(
        name,
        error == null ? null : error.median(),
        error == null ? null : error.worst(),
        error == null ? null : error.cuts(),
        heads,
        tails);
  }
}
