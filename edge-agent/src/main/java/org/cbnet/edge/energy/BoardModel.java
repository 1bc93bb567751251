package org.cbnet.edge.energy;

import java.util.Arrays;
import java.util.Optional;

/**
 * Tells a board by what its firmware calls it, as {@code /proc/device-tree/model} has it, for
 * example {@code Raspberry Pi 4 Model B Rev 1.2}.
 *
 * <p>Coefficients were fitted for single revisions. Another revision of the same model gets those
 * of the nearest one, which is a guess, and says so by not being {@code exact}.
 *
 * @param board the fitted board that is nearest
 * @param exact whether its coefficients were fitted on this very revision
 */
public record BoardModel(Board board, boolean exact) {

  /**
   * Finds the board; empty for one that none of the fitted boards resembles.
   *
   * @param model the firmware's name, as it is read
   * @param arch of the process, as {@code os.arch} has it
   */
  public static Optional<BoardModel> of(String model, String arch) {
    String name = model.replace("\0", "").strip();
    boolean wide = arch.equals("aarch64");
    return Arrays.stream(Family.values())
        .filter(family -> name.startsWith(family.prefix))
        .findFirst()
        .map(family -> family.of(name.substring(family.prefix.length()).strip(), wide));
  }

  /** In an order in which no prefix hides a longer one. */
  private enum Family {
    PI_5("Raspberry Pi 5 Model B", Board.PI_5_64, Board.PI_5_64, "Rev 1.0"),
    PI_400("Raspberry Pi 400", Board.PI_400_64, Board.PI_400_64, "Rev 1.0"),
    PI_4_FIRST("Raspberry Pi 4 Model B Rev 1.1", Board.PI_4_V11, Board.PI_4_V11_64, ""),
    PI_4("Raspberry Pi 4 Model B", Board.PI_4_V12, Board.PI_4_V12_64, "Rev 1.2"),
    PI_3_PLUS("Raspberry Pi 3 Model B Plus", Board.PI_3_PLUS, Board.PI_3_PLUS, "Rev 1.3"),
    PI_3("Raspberry Pi 3 Model B", Board.PI_3, Board.PI_3, "Rev 1.2"),
    PI_2("Raspberry Pi 2 Model B", Board.PI_2, Board.PI_2, "Rev 1.1"),
    PI_1_PLUS("Raspberry Pi Model B Plus", Board.PI_1_PLUS, Board.PI_1_PLUS, "Rev 1.2"),
    PI_1("Raspberry Pi Model B", Board.PI_1_V2, Board.PI_1_V2, "Rev 2"),
    PI_ZERO_W("Raspberry Pi Zero W", Board.PI_ZERO_W, Board.PI_ZERO_W, "Rev 1.1"),
    TINKER("ASUS Tinker Board", Board.TINKER_BOARD_S, Board.TINKER_BOARD_S, "S");

    private final String prefix;
    private final Board narrow;
    private final Board wide;
    private final String fitted;

    Family(String prefix, Board narrow, Board wide, String fitted) {
      this.prefix = prefix;
      this.narrow = narrow;
      this.wide = wide;
      this.fitted = fitted;
    }

    private BoardModel of(String rest, boolean onWide) {
      Board board = onWide ? wide : narrow;
      // Fitted on a system of the other width where the board has one key alone.
      boolean sameWidth = board.key().endsWith("-64") == onWide || wide != narrow;
      return new BoardModel(board, rest.equals(fitted) && sameWidth);
    }
  }
}
