package org.cbnet.experiments.bench.map;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.cbnet.experiments.bench.device.Quantiles;

/** What a map says at large: who wins where, and how good choosing and predicting are. */
final class MapSummary {
  private static final double CLAIMED_RATIO = 1.1;
  private static final double CLAIMED_ERROR = 0.15;

  private final List<MapCell> cells;

  MapSummary(List<MapCell> cells) {
    this.cells = List.copyOf(cells);
  }

  /** For the page's first line. */
  String title() {
    long inner = wins(CutFigure.INNER).size();
    return inner == 0
        ? "an inner cut never wins, in none of %d cells".formatted(cells.size())
        : "an inner cut wins in %d of %d cells".formatted(inner, cells.size());
  }

  /** Where, and by how much. */
  String where() {
    List<MapCell> inner = wins(CutFigure.INNER);
    return inner.isEmpty()
        ? "**No inner cut is the best anywhere on this map:** all on the device or all in the cloud always is."
        : "An inner cut is the best for "
            + inner.stream().map(MapSummary::innerWin).collect(Collectors.joining("; "))
            + ".";
  }

  String text() {
    List<Double> ratios = cells.stream().map(MapCell::ratio).toList();
    List<MapCell> off = cells.stream().filter(cell -> cell.ratio() > CLAIMED_RATIO).toList();
    List<Double> errors = errors(cells);
    return String.format(
        Locale.ROOT,
        """
        - All on the device is the best %s, an inner cut %s, all in the cloud %s.
        - `partition` to the best cut, medians of frames: median over cells %.2f, worst %.2f (claimed: at most %.2f in each; **%s**); above it: %s.
        - Predicted against the mean measured, over %d cuts measured as themselves: median error %.1f %% (claimed: at most %.0f %%; **%s**); by link: %s.
        - Not measured as themselves: %s.
        """,
        share(CutFigure.DEVICE),
        share(CutFigure.INNER),
        share(CutFigure.CLOUD),
        Quantiles.median(ratios),
        ratios.stream().mapToDouble(Double::doubleValue).max().orElse(Double.NaN),
        CLAIMED_RATIO,
        off.isEmpty() ? "kept" : "not kept",
        off.isEmpty() ? "none" : names(off),
        errors.size(),
        100 * Quantiles.median(errors),
        100 * CLAIMED_ERROR,
        Quantiles.median(errors) <= CLAIMED_ERROR ? "kept" : "not kept",
        errorsByLink(),
        unmeasured());
  }

  /** Of all predictions for cuts whose answers were their own, relative. */
  static List<Double> errors(List<MapCell> cells) {
    return cells.stream()
        .flatMap(cell -> cell.cuts().stream())
        .filter(CutFigure::isOwn)
        .map(CutFigure::predictionError)
        .filter(Double::isFinite)
        .toList();
  }

  static String speed(MapCell cell) {
    return String.format(Locale.ROOT, "%.0f", cell.speed());
  }

  private List<MapCell> wins(String kind) {
    return cells.stream().filter(cell -> cell.best().kind().equals(kind)).toList();
  }

  private String share(String kind) {
    int won = wins(kind).size();
    return won == 0 ? "nowhere" : "in %d of %d cells".formatted(won, cells.size());
  }

  private String errorsByLink() {
    return cells.stream()
        .map(MapCell::link)
        .distinct()
        .map(
            link ->
                String.format(
                    Locale.ROOT, "`%s` %.1f %%", link, 100 * Quantiles.median(errorsOver(link))))
        .collect(Collectors.joining(", "));
  }

  private List<Double> errorsOver(String link) {
    return errors(cells.stream().filter(cell -> cell.link().equals(link)).toList());
  }

  private String unmeasured() {
    String listed =
        cells.stream()
            .filter(cell -> cell.unmeasured().stream().anyMatch(cut -> cut.frames() > 0))
            .map(MapSummary::unmeasured)
            .collect(Collectors.joining("; "));
    long unasked =
        cells.stream()
            .filter(cell -> cell.unmeasured().stream().anyMatch(cut -> cut.frames() == 0))
            .count();
    String offline =
        unasked == 0
            ? ""
            : "all but the device in %d cells without a link, where nobody else can be asked"
                .formatted(unasked);
    if (listed.isEmpty()) {
      return offline.isEmpty() ? "none" : offline;
    }
    return offline.isEmpty() ? listed : listed + "; " + offline;
  }

  private static String unmeasured(MapCell cell) {
    return "%s: %s"
        .formatted(
            name(cell),
            cell.unmeasured().stream()
                .map(
                    cut ->
                        "`%s` (%d of %d frames fell back)"
                            .formatted(cut.cut(), cut.fellBack(), cut.frames()))
                .collect(Collectors.joining(", ")));
  }

  private static String innerWin(MapCell cell) {
    double device = cell.deviceP50Micros();
    double cloud = cell.cloudP50Micros();
    return String.format(
        Locale.ROOT,
        "`%s` on a device of 1/%s over `%s` (%.2f ms; device %.2f, cloud %s)",
        cell.backbone(),
        speed(cell),
        cell.link(),
        cell.best().p50Micros() / 1e3,
        device / 1e3,
        millis(cloud));
  }

  /** Milliseconds, or that there are none. */
  static String millis(double micros) {
    return Double.isNaN(micros) ? "-" : String.format(Locale.ROOT, "%.2f", micros / 1e3);
  }

  private static String names(List<MapCell> cells) {
    return cells.stream()
        .map(cell -> String.format(Locale.ROOT, "%s %.2f", name(cell), cell.ratio()))
        .collect(Collectors.joining(", "));
  }

  private static String name(MapCell cell) {
    return "`%s` 1/%s `%s`".formatted(cell.backbone(), speed(cell), cell.link());
  }
}
