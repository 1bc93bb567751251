package org.cbnet.trainer.command;

import java.io.Console;

/** Whether somebody watches. */
final class Terminal {
  private Terminal() {}

  @SuppressWarnings("SystemConsoleNull") // both cases are looked at
  static boolean isInteractive() {
    Console console = System.console();
    if (console == null) {
      return false;
    }
    try {
      // Since Java 22 there is a console even without a terminal, and this method to ask.
      return (boolean) Console.class.getMethod("isTerminal").invoke(console);
    } catch (ReflectiveOperationException e) {
      return true;
    }
  }
}
