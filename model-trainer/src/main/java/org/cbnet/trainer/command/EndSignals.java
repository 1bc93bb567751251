package org.cbnet.trainer.command;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.function.IntConsumer;

/**
 * The signals that tell a process to end, handled by us until closed.
 *
 * <p>{@code sun.misc.Signal} is the only way to be told before shutdown hooks run. It is called by
 * reflection because the compiler warns of it and our builds allow no warning; a JVM without it, or
 * one started with {@code -Xrs}, ends as it always would.
 */
final class EndSignals {
  private static final List<String> NAMES = List.of("HUP", "INT", "TERM");

  private final List<Runnable> restore = new ArrayList<>();

  private EndSignals() {}

  /**
   * Sends signals to a handler.
   *
   * @param handler takes the signal's number, on a thread of its own
   */
  static EndSignals handledBy(IntConsumer handler) {
    EndSignals signals = new EndSignals();
    for (String name : NAMES) {
      try {
        signals.add(name, handler);
      } catch (ReflectiveOperationException e) {
        // Not there, or taken by the JVM's options: it stays as it is.
      }
    }
    return signals;
  }

  private void add(String name, IntConsumer handler) throws ReflectiveOperationException {
    Class<?> signalClass = Class.forName("sun.misc.Signal");
    Class<?> handlerClass = Class.forName("sun.misc.SignalHandler");
    Method handle = signalClass.getMethod("handle", signalClass, handlerClass);
    Object ignore = handlerClass.getField("SIG_IGN").get(null);
    Object signal = signalClass.getConstructor(String.class).newInstance(name);
    int number = (int) signalClass.getMethod("getNumber").invoke(signal);
    InvocationHandler calls =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "handle" -> {
                handler.accept(number);
                yield null;
              }
              case "equals" -> proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "end request";
            };
    Object ours =
        Proxy.newProxyInstance(
            EndSignals.class.getClassLoader(), new Class<?>[] {handlerClass}, calls);
    Object before = handle.invoke(null, signal, ours);
    if (before == ignore) {
      // As under nohup: who started us wants it ignored.
      set(handle, signal, before);
    } else {
      restore.add(() -> set(handle, signal, before));
    }
  }

  private static void set(Method handle, Object signal, Object handler) {
    try {
      handle.invoke(null, signal, handler);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("can't give back " + signal, e);
    }
  }

  /** Gives the signals back. */
  void close() {
    restore.forEach(Runnable::run);
  }
}
