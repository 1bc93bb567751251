package org.cbnet.edge.energy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BoardTest {

  @Test
  void findsEveryBoardByItsKey() {
    for (Board board : Board.values()) {
      assertThat(Board.of(board.key())).isSameAs(board);
    }
  }

  @Test
  void namesTheChoicesForAnUnknownBoard() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Board.of("rbp9"))
        .withMessageContaining("rbp9")
        .withMessageContaining("rbp4b1.2-64, ");
  }

  @Test
  void knowsTheBoardsWithOneCore() {
    assertThat(Arrays.stream(Board.values()).filter(board -> board.cores() == 1))
        .containsExactly(Board.PI_1_PLUS, Board.PI_1_V2, Board.PI_ZERO_W);
  }
}
