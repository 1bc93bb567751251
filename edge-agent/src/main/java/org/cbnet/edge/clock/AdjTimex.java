package org.cbnet.edge.clock;

import com.sun.jna.Function;
import com.sun.jna.LastErrorException;
import com.sun.jna.Memory;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Platform;

/**
 * adjtimex(2) without a change ({@code modes} 0), which needs no privilege.
 *
 * <p>The {@code struct timex} of 64-bit Linux has 208 bytes: {@code modes} is an int at 0, {@code
 * status} an int at 40, behind four longs (man page adjtimex(2); {@code include/uapi/linux/timex.h}
 * of the kernel).
 */
final class AdjTimex implements KernelClock {
  private static final int STRUCT_BYTES = 208;
  private static final int STATUS_OFFSET = 40;
  private static final int LONG_BYTES = 8;

  @Override
  public KernelTime read() throws KernelClockException {
    try {
      return call();
    } catch (LastErrorException e) {
      throw new KernelClockException("adjtimex: " + e.getMessage(), e);
    } catch (LinkageError e) {
      // No JNA for this machine, nowhere to unpack it, or a C library without the function.
      throw new KernelClockException("adjtimex can't be called: " + e, e);
    }
  }

  private static KernelTime call() throws KernelClockException {
    if (!Platform.isLinux() || Native.LONG_SIZE != LONG_BYTES) {
      throw new KernelClockException("adjtimex is known on 64-bit Linux only", null);
    }
    try (Memory timex = new Memory(STRUCT_BYTES)) {
      timex.clear();
      int state =
          NativeLibrary.getInstance("c")
              .getFunction("adjtimex", Function.THROW_LAST_ERROR)
              .invokeInt(new Object[] {timex});
      return new KernelTime(state, timex.getInt(STATUS_OFFSET));
    }
  }
}
