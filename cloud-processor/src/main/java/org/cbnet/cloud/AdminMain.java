package org.cbnet.cloud;

/** {@code ./cbnet admin}: the launcher passes everything behind {@code admin} on. */
public final class AdminMain {

  private AdminMain() {}

  public static void main(String[] args) {
    System.exit(Main.run(new AdminCommand(), args));
  }
}
