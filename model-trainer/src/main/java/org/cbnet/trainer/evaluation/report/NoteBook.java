package org.cbnet.trainer.evaluation.report;

import java.util.ArrayList;
import java.util.List;
import org.cbnet.trainer.evaluation.EvaluationListener;

/** Passes everything on and keeps the notes, so that they stand beside the figures too. */
final class NoteBook implements EvaluationListener {
  private final EvaluationListener next;
  private final List<String> notes = new ArrayList<>();

  NoteBook(EvaluationListener next) {
    this.next = next;
  }

  @Override
  public void progress(String phase, int done, int of) {
    next.progress(phase, done, of);
  }

  @Override
  public void note(String text) {
    notes.add(text);
    next.note(text);
  }

  List<String> notes() {
    return List.copyOf(notes);
  }
}
