package org.cbnet.inference.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.cbnet.inference.bundle.ModelBundle;
import org.cbnet.inference.partition.Partition;

/** Profiles as JSON files. Safe for use by several threads. */
public final class ProfileFile {
  private static final int HASH_DIGITS = 12;

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .enable(DeserializationFeature.READ_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.WRITE_ENUMS_USING_TO_STRING)
          .enable(SerializationFeature.INDENT_OUTPUT);

  private ProfileFile() {}

  /** The name that tells bundle and machine: {@code profile-HASH-MACHINE.json}. */
  public static String name(LayerProfile profile) {
    return "profile-%s-%s.json"
        .formatted(profile.bundleHash().substring(0, HASH_DIGITS), profile.machine().id());
  }

  /**
   * Reads a profile of whatever bundle.
   *
   * @throws ProfileException where there is none, or it is damaged
   */
  public static LayerProfile read(Path file) throws IOException {
    try {
      LayerProfile profile = JSON.readValue(Files.readAllBytes(file), LayerProfile.class);
      if (profile == null) {
        throw new ProfileException(file, "holds nothing: measure it again", null);
      }
      return profile;
    } catch (NoSuchFileException e) {
      throw new ProfileException(
          file, "is not there: measure one with ./cbnet bundle profile BUNDLE", e);
    } catch (JsonProcessingException e) {
      throw new ProfileException(
          file, "is no profile (%s): measure it again".formatted(e.getOriginalMessage()), e);
    }
  }

  /**
   * Reads the profile of a bundle.
   *
   * @throws ProfileException where there is none, it is damaged, or another bundle's
   */
  public static LayerProfile read(Path file, ModelBundle bundle, Partition partition)
      throws IOException {
    LayerProfile profile = read(file);
    try {
      profile.checkFits(bundle, partition);
    } catch (IllegalArgumentException e) {
      throw new ProfileException(file, e.getMessage(), e);
    }
    return profile;
  }

  /** Writes a profile whole or not at all. */
  public static void write(Path file, LayerProfile profile) throws IOException {
    Path pending = file.resolveSibling("." + file.getFileName() + ".pending");
    try {
      Files.writeString(pending, JSON.writeValueAsString(profile) + "\n");
      Files.move(
          pending, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(pending);
    }
  }
}
