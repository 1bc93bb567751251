package org.cbnet.cloud.deadletter;

import java.util.List;

/**
 * Some dead letters, the newest first.
 *
 * @param letters of this page
 * @param next where the next page goes on; null where there is none
 */
public record LetterPage(List<LetterView> letters, String next) {

  public LetterPage {
    letters = List.copyOf(letters);
  }
}
