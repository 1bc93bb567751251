package org.cbnet.edge.capture;

import java.util.Objects;
import org.cbnet.inference.Frame;

/** What a source answers when it is asked for a frame. */
public sealed interface Capture {

  /** A frame to classify. */
  record Image(Frame frame) implements Capture {
    public Image {
      Objects.requireNonNull(frame, "frame is null");
    }
  }

  /**
   * Something that should have been a frame: skipped and counted, never fatal.
   *
   * @param what names it for the log
   * @param reason why it can't be read
   */
  record Unreadable(String what, String reason) implements Capture {
    public Unreadable {
      Objects.requireNonNull(what, "what is null");
      Objects.requireNonNull(reason, "reason is null");
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
