package org.cbnet.trainer.evaluation.latency;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.cbnet.inference.Frame;

/** Frames between processes, so that a worker measures the very images that its parent loaded. */
final class FrameStream {
  private FrameStream() {}

  static void write(List<Frame> frames, DataOutputStream out) throws IOException {
    out.writeInt(frames.size());
    for (Frame frame : frames) {
      out.writeUTF(frame.id());
      out.writeInt(frame.height());
      out.writeInt(frame.width());
      out.writeInt(frame.trueLabel());
      out.write(frame.pixels());
    }
  }

  static List<Frame> read(DataInputStream in) throws IOException {
    int count = in.readInt();
    List<Frame> frames = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      String id = in.readUTF();
      int height = in.readInt();
      int width = in.readInt();
      int label = in.readInt();
      frames.add(new Frame(id, in.readNBytes(height * width), height, width, label));
    }
    return frames;
  }
}
