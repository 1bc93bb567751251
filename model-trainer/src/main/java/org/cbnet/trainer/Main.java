package org.cbnet.trainer;

import org.cbnet.trainer.command.TrainerCommands;

/** Entry point of {@code ./cbnet train}, {@code evaluate} and {@code data}. */
public final class Main {
  private Main() {}

  public static void main(String[] args) {
    System.exit(TrainerCommands.ofProcess().execute(args));
  }
}
