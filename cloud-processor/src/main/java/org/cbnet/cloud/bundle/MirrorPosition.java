package org.cbnet.cloud.bundle;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Objects;

/**
 * Up to where this instance has read the bundles' topic.
 *
 * @param topicId by which the broker tells a topic from another of the same name
 * @param next first offset that was not read
 * @param catalogue the last that was read
 */
record MirrorPosition(String topicId, long next, Catalogue catalogue) {
  private static final ObjectMapper JSON =
      new ObjectMapper()
          .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

  MirrorPosition {
    Objects.requireNonNull(topicId, "topicId is null");
    Objects.requireNonNull(catalogue, "catalogue is null");
    if (next < 0) {
      throw new IllegalArgumentException("next must be >= 0: " + next);
    }
  }

  /** Nothing was read yet. */
  static MirrorPosition start(String topicId) {
    return new MirrorPosition(topicId, 0, Catalogue.EMPTY);
  }

  /** What was remembered of this topic; the start where nothing was, or it can't be read. */
  static MirrorPosition read(Path file, String topicId) throws IOException {
    if (!Files.exists(file)) {
      return start(topicId);
    }
    try {
      MirrorPosition read = JSON.readValue(file.toFile(), MirrorPosition.class);
      return read.topicId.equals(topicId) ? read : start(topicId);
    } catch (JacksonException e) {
      return start(topicId);
    }
  }

  void write(Path file) throws IOException {
    Path next = file.resolveSibling(file.getFileName() + ".new");
    JSON.writeValue(next.toFile(), this);
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }
}
