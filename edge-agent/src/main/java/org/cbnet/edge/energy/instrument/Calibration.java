package org.cbnet.edge.energy.instrument;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.LoggerFactory;

/**
 * Idle power as one meter measured it, kept in the state directory.
 *
 * @param meter by name
 */
public record Calibration(String meter, IdlePower idle) {
  private static final String FILE = "idle-power";
  private static final Pattern LINE = Pattern.compile("(\\S{1,128}) (\\S{1,40})\n");

  /** The meter behind a source on the wire, which may also say from what its joules are made. */
  public static String meterOf(String source) {
    return source.replaceFirst(":(power|energy)$", "");
  }

  /** Replaces what the state directory holds, at once and for good; answers the file. */
  public Path save(Path stateDirectory) throws IOException {
    Files.createDirectories(stateDirectory);
    Path file = stateDirectory.resolve(FILE);
    Path next = stateDirectory.resolve(FILE + ".next");
    try (FileChannel channel =
        FileChannel.open(
            next,
            StandardOpenOption.CREATE,
            StandardOpenOption.TRUNCATE_EXISTING,
            StandardOpenOption.WRITE)) {
      ByteBuffer line = StandardCharsets.US_ASCII.encode("%s %s\n".formatted(meter, idle));
      while (line.hasRemaining()) {
        channel.write(line);
      }
      channel.force(true);
    }
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    return file;
  }

  /** What the state directory holds; a damaged file is as good as none, and the log says so. */
  public static Optional<Calibration> load(Path stateDirectory) {
    Path file = stateDirectory.resolve(FILE);
    try {
      String text = Files.readString(file, StandardCharsets.ISO_8859_1);
      Matcher line = LINE.matcher(text);
      if (!line.matches()) {
        throw new IllegalArgumentException("it must be 'METER WATTS': " + Shown.of(text));
      }
      return Optional.of(new Calibration(line.group(1), IdlePower.of(line.group(2))));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException | IllegalArgumentException e) {
      LoggerFactory.getLogger(Calibration.class)
          .atWarn()
          .addKeyValue("file", file)
          .addKeyValue("reason", e.getMessage())
          .log("idle power is not known: calibrate again (agent meter --calibrate)");
      return Optional.empty();
    }
  }
}
