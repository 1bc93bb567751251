package org.cbnet.inference.strategy;

/**
 * In which form an image crosses: as a PNG, or its pixels as they are. A PNG is smaller and takes
 * the device time; which is the better depends on device and link, so the one whose frames took
 * less lately is used, and now and then the other, to see. One thread.
 */
final class ImageForm {
  /** So many frames of each form come first. */
  static final int FIRST_FRAMES = 3;

  /** One in so many frames has the other form from then on. */
  static final int OTHER_EVERY = 32;

  private final Form png = new Form();
  private final Form raw = new Form();
  private long frames;
  private Form used = png;

  /** Chooses for the next frame; whether it crosses as a PNG. */
  boolean nextIsPng() {
    frames++;
    if (png.count < FIRST_FRAMES || raw.count < FIRST_FRAMES) {
      used = png.count <= raw.count ? png : raw;
    } else {
      used = frames % OTHER_EVERY == 0 ? other(better()) : better();
    }
    return used == png;
  }

  /** Whether that frame's form is the one that most frames have; not while both are first tried. */
  boolean isTheUsual() {
    return png.count >= FIRST_FRAMES && raw.count >= FIRST_FRAMES && used == better();
  }

  /** The cloud has answered that frame, so long after it began. */
  void took(long totalNanos) {
    used.add((double) totalNanos);
  }

  private Form better() {
    return png.mean <= raw.mean ? png : raw;
  }

  private Form other(Form form) {
    return form == png ? raw : png;
  }

  private static final class Form {
    private static final double SHARE = 0.1;
    // One frame that something else was in the way of says nothing of its form.
    private static final double FAR = 2;

    private double mean;
    private long count;

    void add(double nanos) {
      double near = count < FIRST_FRAMES ? nanos : Math.min(nanos, FAR * mean);
      count++;
      mean += Math.max(SHARE, 1.0 / count) * (near - mean);
    }
  }
}
