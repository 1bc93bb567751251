package org.cbnet.trainer.command;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.cbnet.inference.profile.LayerProfile;
import org.cbnet.inference.profile.ProfileFile;

/**
 * Where a profile goes; what can't be written is refused before anything is measured.
 *
 * @param place a file, or a folder in which the file gets the name of bundle and machine
 */
record ProfileOutput(Path place) {
  ProfileOutput {
    Path folder = Files.isDirectory(place) ? place : place.toAbsolutePath().getParent();
    if (!Files.isDirectory(folder)) {
      throw new InputException(
          "--out %s: there is no folder %s, make it first".formatted(place, folder));
    }
    if (!Files.isWritable(folder)) {
      throw new InputException(
          "--out: no permission to write to %s: name another folder".formatted(folder));
    }
  }

  /** Writes it; returns the file. */
  Path write(LayerProfile profile) throws IOException {
    Path file = Files.isDirectory(place) ? place.resolve(ProfileFile.name(profile)) : place;
    ProfileFile.write(file, profile);
    return file;
  }
}
