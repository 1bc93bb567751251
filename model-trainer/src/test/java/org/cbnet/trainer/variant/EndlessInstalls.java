package org.cbnet.trainer.variant;

import java.nio.file.Path;
import java.util.List;

/** A process that installs a bundle over and over, to be told to end in the middle of it. */
final class EndlessInstalls {
  private EndlessInstalls() {}

  public static void main(String[] args) throws Exception {
    BundlePlace place = new BundlePlace(Path.of(args[0]));
    while (true) {
      place.install(place.master(), place.master(), List.of());
      System.out.write('.');
      System.out.flush();
    }
  }
}
