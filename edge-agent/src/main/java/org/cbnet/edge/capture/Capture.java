package org.cbnet.edge.capture;

import java.util.Objects;
import org.cbnet.inference.Frame;

/** What a source answers when it is asked for a frame. */
public sealed interface Capture {

  /**
   * A frame to classify.
   *
   * @param receipt told once what became of it
   */
  record Image(Frame frame, Receipt receipt) implements Capture {
    public Image {
      Objects.requireNonNull(frame, "frame is null");
      Objects.requireNonNull(receipt, "receipt is null");
    }

    /** A frame whose fate nobody wants to know. */
    public Image(Frame frame) {
      this(frame, Receipt.NONE);
    }
  }

  /**
   * What should have been frames and is none: counted, never fatal.
   *
   * @param frames how many, at least 1
   * @param what names it, or the last of them, for the log
   * @param reason fixed short code, by which the log is kept short ({@code unreadable}, {@code
   *     too-large}, {@code truncated}, {@code behind})
   * @param detail for the log
   */
  record Skipped(int frames, String what, String reason, String detail) implements Capture {
    public Skipped {
      Objects.requireNonNull(what, "what is null");
      Objects.requireNonNull(reason, "reason is null");
      Objects.requireNonNull(detail, "detail is null");
      if (frames < 1) {
        throw new IllegalArgumentException("frames must be at least 1: " + frames);
      }
    }
  }

  /** Answers without a content. */
  enum Empty implements Capture {
    /** No frame came in time; ask again. */
    NOTHING_YET,
    /** There will never be another. */
    END
  }
}
