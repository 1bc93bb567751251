package org.cbnet.trainer.evaluation.accuracy;

import java.util.ArrayList;
import java.util.List;

/**
 * How well one class is told from the others.
 *
 * @param name of the class
 * @param precision share of the answers with this class that are right; null where none was given
 * @param recall share of the class's frames that got this answer; null without such frames
 * @param f1 harmonic mean of both, 0 where nothing was right; null where there were neither answers
 *     nor frames
 * @param support frames of the class
 */
public record ClassFigures(String name, Double precision, Double recall, Double f1, int support) {

  /** One a class, in the order of the classes. */
  public static List<ClassFigures> of(Answers answers, List<String> classes) {
    int[] answered = new int[classes.size()];
    int[] right = new int[classes.size()];
    int[] support = new int[classes.size()];
    for (int i = 0; i < answers.frames(); i++) {
      support[answers.frame(i).trueLabel()]++;
      if (answers.label(i) != Answers.NONE) {
        answered[answers.label(i)]++;
      }
      if (answers.right(i)) {
        right[answers.label(i)]++;
      }
    }
    List<ClassFigures> figures = new ArrayList<>();
    for (int c = 0; c < classes.size(); c++) {
      figures.add(
          new ClassFigures(
              classes.get(c),
              share(right[c], answered[c]),
              share(right[c], support[c]),
              share(2 * right[c], answered[c] + support[c]),
              support[c]));
    }
    return figures;
  }

  private static Double share(int part, int of) {
    return of == 0 ? null : (double) part / of;
  }
}
