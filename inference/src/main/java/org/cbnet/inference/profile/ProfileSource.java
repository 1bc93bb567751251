package org.cbnet.inference.profile;

/** Where the times of a profile come from. */
public enum ProfileSource {
  /** Measured on the machine that the profile names. */
  MEASURED("measured"),
  /** Sums of layers that were measured one by one. */
  SUMMED("summed"),
  /** Predicted from layers of other networks. */
  REGRESSION("regression"),
  /** Measured on another machine, and scaled to this one. */
  SCALED("scaled");

  private final String id;

  ProfileSource(String id) {
    this.id = id;
  }

  /** The name in files and tables. */
  public String id() {
    return id;
  }

  @Override
  public String toString() {
    return id;
  }
}
