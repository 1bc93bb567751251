package org.cbnet.edge.loop;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.cbnet.edge.capture.Capture;
import org.cbnet.edge.capture.FrameSource;
import org.cbnet.edge.capture.Receipt;
import org.cbnet.inference.Frame;

/** Answers what a test has written down; each answer may do something first. */
final class ScriptedSource implements FrameSource {
  private final Deque<Supplier<Capture>> script = new ArrayDeque<>();
  private int frames;

  ScriptedSource frames(int count) {
    for (int i = 0; i < count; i++) {
      Frame frame = new Frame("frame-" + frames++, new byte[4], 2, 2, 7);
      script.add(() -> new Capture.Image(frame));
    }
    return this;
  }

  ScriptedSource awaited(Receipt receipt) {
    Frame frame = new Frame("frame-" + frames++, new byte[4], 2, 2, 7);
    script.add(() -> new Capture.Image(frame, receipt));
    return this;
  }

  ScriptedSource unreadable(String what) {
    script.add(() -> new Capture.Skipped(1, what, "unreadable", "truncated"));
    return this;
  }

  ScriptedSource nothingWhile(Runnable action) {
    script.add(
        () -> {
          action.run();
          return Capture.Empty.NOTHING_YET;
        });
    return this;
  }

  @Override
  public Capture poll(Duration timeout) {
    return script.isEmpty() ? Capture.Empty.END : script.remove().get();
  }

  @Override
  public void close() {
    script.clear();
  }
}
