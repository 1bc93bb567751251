package org.cbnet.experiments.definition;

import java.util.Objects;

/**
 * Under what all arms are compared.
 *
 * @param dataSet id of the data set
 * @param images name of the {@link ImageChoice}
 * @param link name of the emulated link; {@link #NO_LINK} where there is none
 * @param deviceSpeed how many times as long as here the device takes; above 1 an emulation
 */
public record Condition(String dataSet, String images, String link, double deviceSpeed) {
  /** The arms ask nobody, or ask without a link between. */
  public static final String NO_LINK = "none";

  public Condition {
    Objects.requireNonNull(dataSet, "dataSet is null");
    Objects.requireNonNull(images, "images is null");
    Objects.requireNonNull(link, "link is null");
  }

  /** On all images as they are. */
  public Condition(String dataSet, String link, double deviceSpeed) {
    this(dataSet, ImageChoice.ALL.name(), link, deviceSpeed);
  }

  /** Whether times are not this machine's own. */
  public boolean isEmulated() {
    return deviceSpeed > 1;
  }
}
