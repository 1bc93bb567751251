package org.cbnet.edge;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;

/**
 * Runs an action when the process is asked to end (SIGTERM, SIGINT) instead of letting the JVM shut
 * down.
 *
 * <p>A shutdown hook would be too late: ONNX Runtime frees its environment in a hook of its own,
 * while this agent's last inference may still run in it. {@code sun.misc.Signal} is in every JDK
 * (module {@code jdk.unsupported}), but naming it does not compile without a warning.
 */
final class TerminationSignals {
  private TerminationSignals() {}

  static void onTermination(Runnable action) {
    try {
      Class<?> signal = Class.forName("sun.misc.Signal");
      Class<?> handler = Class.forName("sun.misc.SignalHandler");
      Object proxy =
          Proxy.newProxyInstance(
              handler.getClassLoader(),
              new Class<?>[] {handler},
              (self, method, arguments) -> {
                action.run();
                return null;
              });
      Method handle = signal.getMethod("handle", signal, handler);
      for (String name : new String[] {"TERM", "INT"}) {
        handle.invoke(null, signal.getConstructor(String.class).newInstance(name), proxy);
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("this JDK has no sun.misc.Signal", e);
    }
  }
}
