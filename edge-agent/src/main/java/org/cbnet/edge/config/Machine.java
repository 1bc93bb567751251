package org.cbnet.edge.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.cbnet.edge.energy.Board;
import org.cbnet.edge.energy.BoardModel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the configuration takes from the machine.
 *
 * @param environment variables of the process
 * @param hostName name of the machine
 * @param home of the user
 * @param boardModel what its firmware calls the board; empty where it has no name
 * @param arch of the process, as {@code os.arch} has it
 */
public record Machine(
    Map<String, String> environment, String hostName, Path home, String boardModel, String arch) {
  private static final Path BOARD_MODEL = Path.of("/proc/device-tree/model");
  private static final Logger LOG = LoggerFactory.getLogger(Machine.class);
  private static final Path HOST_NAME = Path.of("/proc/sys/kernel/hostname");
  private static final int MAX_ID = 64;

  public Machine {
    environment = Map.copyOf(environment);
  }

  /** A machine whose board has no name. */
  public Machine(Map<String, String> environment, String hostName, Path home) {
    this(environment, hostName, home, "", "");
  }

  /** Where the product's own models lie: as the launcher says, else here. */
  static Path productHome() {
    return Path.of(System.getProperty("cbnet.home", ""));
  }

  /** The machine of this process. */
  public static Machine ofProcess() {
    return new Machine(
        System.getenv(),
        read(HOST_NAME),
        Path.of(System.getProperty("user.home")),
        read(BOARD_MODEL),
        System.getProperty("os.arch"));
  }

  /**
   * The fitted board that this one is or is nearest to; one that nothing is known of is taken for
   * another, and the log says so.
   */
  Board board(Board otherwise) {
    Optional<BoardModel> found = BoardModel.of(boardModel, arch);
    Board board = found.map(BoardModel::board).orElse(otherwise);
    if (!found.map(BoardModel::exact).orElse(false)) {
      LOG.atWarn()
          .addKeyValue("reason", boardModel.isEmpty() ? "its firmware does not say" : boardModel)
          .addKeyValue("board", board.key())
          .log(
              found.isPresent()
                  ? "modelled energy uses the coefficients of the nearest board: set board to choose"
                  : "which board this is is not known, it is taken for another: set board");
    }
    return board;
  }

  /** The host's name with whatever an identity can't hold replaced. */
  String deviceId() {
    String clean = hostName.replaceAll("[^A-Za-z0-9._-]", "-");
    return clean.isEmpty() ? "edge-agent" : clean.substring(0, Math.min(MAX_ID, clean.length()));
  }

  Path stateDirectory() {
    return home.resolve(".local").resolve("state").resolve("cbnet-agent");
  }

  private static String read(Path file) {
    try {
      return Files.readString(file).replace("\0", "").strip();
    } catch (IOException e) {
      return "";
    }
  }
}
