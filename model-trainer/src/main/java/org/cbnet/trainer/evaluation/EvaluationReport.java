package org.cbnet.trainer.evaluation;

import java.util.List;

/**
 * An evaluation; the names of the components are the keys of the JSON.
 *
 * @param dataset name of the data set
 * @param frames number of test images shown to every network
 * @param models one a network
 */
public record EvaluationReport(String dataset, int frames, List<ModelFigures> models) {
  public EvaluationReport {
    models = List.copyOf(models);
  }
}
