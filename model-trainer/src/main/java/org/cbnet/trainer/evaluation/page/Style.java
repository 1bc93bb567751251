package org.cbnet.trainer.evaluation.page;

/** The page's looks: light and dark as the reader's system asks, from 360 pixels of width on. */
public final class Style {
  /** For a {@code style} element; no character in it that XML would want escaped. */
  public static final String CSS =
      """
      :root { color-scheme: light dark; --ground: #fff; --ink: #1b1f24; --faint: #6a737d;
        --line: #d5dae0; --mark: #0b63c5; --front: #c2500a; --good: #1a7f37; --bad: #b3261e; }
      @media (prefers-color-scheme: dark) {
        :root { --ground: #14171b; --ink: #e4e8ec; --faint: #98a1ab; --line: #3a424b;
          --mark: #6cb0ff; --front: #ffa35c; --good: #5fd184; --bad: #ff8a80; }
      }
      body { margin: 0 auto; max-width: 68rem; padding: 1rem; background: var(--ground);
        color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
      h1 { font-size: 1.5rem; } h2 { font-size: 1.2rem; margin-top: 2.5rem; }
      .wide { overflow-x: auto; }
      table { border-collapse: collapse; font-variant-numeric: tabular-nums; font-size: .9rem; }
      th, td { padding: .25rem .6rem; text-align: right; border-bottom: 1px solid var(--line);
        white-space: nowrap; }
      caption { text-align: left; padding: .25rem 0; font-weight: 600; }
      th:first-child, td:first-child { text-align: left; }
      thead th { color: var(--faint); font-weight: 600; }
      .caption, figcaption { color: var(--faint); font-size: .85rem; overflow-wrap: anywhere; }
      .caption { margin: .4rem 0; }
      .passed { color: var(--good); } .failed { color: var(--bad); font-weight: 600; }
      svg { width: 100%; height: auto; display: block; }
      svg text { fill: var(--ink); font: 9px system-ui, sans-serif; }
      svg .faint { fill: var(--faint); }
      .axis { stroke: var(--faint); } .grid { stroke: var(--line); stroke-width: .5; }
      .point { fill: var(--mark); } .best { fill: var(--front); }
      .bar { stroke: var(--mark); opacity: .6; } .share { fill: var(--mark); opacity: .75; }
      .front { stroke: var(--front); fill: none; stroke-width: 1.5; }
      .plot { max-width: 48rem; margin: 1rem 0; }
      .grid-of { display: grid; gap: 1rem; grid-template-columns: repeat(auto-fill, minmax(9rem, 1fr)); }
      .sheet { display: flex; flex-wrap: wrap; gap: .75rem; }
      figure { margin: 0; } .sheet figure { width: 9.25rem; }
      .sheet img { width: 4rem; height: 4rem; image-rendering: pixelated; margin-right: .25rem; }
      summary { cursor: pointer; padding: .25rem 0; }
      """;

  private Style() {}
}
