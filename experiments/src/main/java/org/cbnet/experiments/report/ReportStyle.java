package org.cbnet.experiments.report;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import org.cbnet.trainer.evaluation.page.Style;

/** The page's looks, on screens and on A4, and the policy that lets nothing else in. */
final class ReportStyle {
  // The first rule for print undoes what a dark screen would ask for.
  private static final String OWN =
      """
      h3 { font-size: 1rem; }
      .chart text { font-size: 10px; paint-order: stroke; stroke: var(--ground);
        stroke-width: 2.5px; stroke-linejoin: round; }
      body { max-width: 84rem; } .wide table { font-size: .8rem; }
      .chart { max-width: 48rem; margin: 1rem 0; break-inside: avoid; }
      .curve { fill: none; stroke: var(--arm); stroke-width: 1.8; }
      .marker { fill: var(--arm); stroke: var(--ground); stroke-width: .6; }
      .marker.hollow { fill: var(--ground); stroke: var(--arm); stroke-width: 1.8; }
      .whisker { stroke-width: 1; stroke-dasharray: none; opacity: .6; }
      .chart .front { stroke: var(--faint); stroke-width: 1.2; }
      .leader { stroke: var(--faint); stroke-width: .5; }
      .warning { border: .3rem solid var(--bad); color: var(--bad); padding: 1rem;
        font-size: 1.5rem; font-weight: 700; }
      a { color: var(--mark); } nav li { margin: 0; }
      .on { font-weight: 700; }
      .shown strong { color: var(--good); }
      li { margin: .4rem 0; overflow-wrap: anywhere; }
      thead th { white-space: normal; vertical-align: bottom; }
      .wide:focus { outline: 2px solid var(--mark); }
      @page { size: A4; margin: 14mm; }
      @media print {
        :root { color-scheme: light; --ground: #fff; --ink: #000; --faint: #444; --line: #bbb;
          --mark: #0b63c5; --front: #c2500a; --good: #1a7f37; --bad: #b3261e; }
        body { max-width: none; padding: 0; font-size: 10pt; }
        .wide { overflow: visible; }
        .wide table { font-size: 6.5pt; width: 100%; }
        th, td { padding: .15rem .2rem; white-space: normal; }
        tr { break-inside: avoid; } h2, h3, caption { break-after: avoid; }
      }
      """;

  static final String CSS = Style.CSS + Looks.css() + OWN;

  private ReportStyle() {}

  /** Content Security Policy: this very style and images in the page, and nothing from anywhere. */
  static String policy() {
    return "default-src 'none'; img-src data:; style-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
        .formatted(Base64.getEncoder().encodeToString(sha256(CSS)));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
