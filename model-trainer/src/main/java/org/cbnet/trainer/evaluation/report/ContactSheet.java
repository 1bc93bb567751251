package org.cbnet.trainer.evaluation.report;

import java.util.List;
import org.cbnet.inference.Frame;

/**
 * Images of one network to look at.
 *
 * @param network name of its row
 * @param conversions frames beside what the network made of them; empty where it converts nothing
 * @param mistakes frames with a wrong label, the most confident first; empty where confidences mean
 *     nothing
 */
public record ContactSheet(String network, List<Picture> conversions, List<Picture> mistakes) {
  public ContactSheet {
    conversions = List.copyOf(conversions);
    mistakes = List.copyOf(mistakes);
  }

  /**
   * One frame.
   *
   * @param frame as shown to the network
   * @param converted what the network computed of it; null where not asked for
   * @param trueClass its class
   * @param answer the class that the network gave
   * @param confidence of the answer, 0..1; null where it means nothing
   */
  public record Picture(
      Frame frame, Frame converted, String trueClass, String answer, Double confidence) {}
}
