package org.cbnet.trainer;

import org.cbnet.trainer.command.TrainerCommands;

/** Entry point of {@code ./cbnet train}, {@code evaluate}, {@code data} and {@code bundle}. */
public final class Main {
  private static final String LOGBACK = "logback.configurationFile";

  private Main() {}

  public static void main(String[] args) {
    // By name, because a program that holds several modules has several default files.
    if (System.getProperty(LOGBACK) == null) {
      System.setProperty(LOGBACK, "org/cbnet/trainer/logback.xml");
    }
    System.exit(TrainerCommands.ofProcess().execute(args));
  }
}
