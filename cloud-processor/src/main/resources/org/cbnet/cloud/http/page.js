"use strict";

// Everything that devices send is put in as text, never as markup.
const REFRESH_MILLIS = 2000;
const TIMEOUT_MILLIS = 8000;
const at = (id) => document.getElementById(id);

let chosen = null; // the run picked by hand; null follows the newest

class LogInNeeded extends Error {}

async function ask(path) {
  const response = await fetch(path, { signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
  const answer = await response.json().catch(() => ({}));
  if (response.status === 401) {
    throw new LogInNeeded();
  }
  if (!response.ok) {
    throw new Error(answer.message || `${path} answered ${response.status}`);
  }
  return answer;
}

function number(value, digits) {
  return value === null || value === undefined
    ? "–"
    : value.toLocaleString("en", { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

function percent(fraction, digits) {
  return fraction === null || fraction === undefined ? "–" : `${number(100 * fraction, digits)} %`;
}

function joules(value) {
  if (value === null || value === undefined) {
    return "–";
  }
  return Math.abs(value) < 1 ? `${number(1000 * value, 3)} mJ` : `${number(value, 3)} J`;
}

function cell(text, note) {
  const td = document.createElement("td");
  td.append(text);
  if (note) {
    const small = document.createElement("small");
    small.append(note);
    td.append(small);
  }
  return td;
}

function speedup(of) {
  if (!of) {
    return cell("–");
  }
  const interval = of.low === null ? "one round" : `${number(of.low, 2)}–${number(of.high, 2)}`;
  return cell(`${number(of.ratio, 2)}×`, interval);
}

function energy(row) {
  if (!row.energySource) {
    return cell("–");
  }
  const kind = row.energySource.startsWith("model:") ? "modelled" : "metered";
  return cell(joules(row.joulesPerInference), `${kind}, ${row.energySource.replace(/^model:/, "")}`);
}

function strategyRow(row) {
  const latency = row.latencyMicros || {};
  const millis = (micros) => number(micros === undefined ? null : micros / 1000, 3);
  const tr = document.createElement("tr");
  const cells = [
    cell(row.name, [row.model.slice(0, 12), row.board, row.linkProfile].filter(Boolean).join(" · ")),
    cell(number(row.frames, 0), row.failed > 0 ? `${number(row.failed, 0)} failed` : ""),
    cell(percent(row.accuracy, 2)),
    cell(millis(latency.p50)),
    cell(millis(latency.p95)),
    cell(millis(latency.p99)),
    speedup(row.speedupVsBaseline),
    cell(percent(row.exitRatio, 1)),
    cell(number(row.bytesUpPerFrame, 1)),
    energy(row),
  ];
  // On a narrow screen each row is a card, and its cells say what they are.
  const titles = document.querySelectorAll("#comparison th");
  cells.forEach((td, i) => (td.dataset.title = titles[i].textContent));
  tr.append(...cells);
  return tr;
}

function showRuns(runs) {
  const picker = at("runs");
  const label = (run) => `${run.runId} · ${run.firstReceived.slice(0, 16).replace("T", " ")} UTC`;
  const known = [...picker.options].map((option) => option.value);
  if (known.join() !== runs.map((run) => run.runId).join()) {
    picker.replaceChildren(...runs.map((run) => new Option(label(run), run.runId)));
  }
  if (!runs.some((run) => run.runId === chosen)) {
    chosen = null;
  }
  const shown = chosen || (runs.length > 0 ? runs[0].runId : null);
  if (shown !== null && picker.value !== shown) {
    picker.value = shown;
  }
  at("picker").hidden = runs.length === 0;
  at("empty").hidden = runs.length > 0;
  at("comparison").hidden = runs.length === 0;
  return runs.find((run) => run.runId === shown);
}

function showComparison(run, comparison) {
  at("strategies").replaceChildren(...comparison.strategies.map(strategyRow));
  const rounds = run.rounds === 1 ? "1 round" : `${run.rounds} rounds`;
  at("run-note").textContent = `${rounds}, speed-up against ${comparison.baseline}`;
}

function figure(name, value, isGood) {
  const group = document.createElement("div");
  const dt = document.createElement("dt");
  const dd = document.createElement("dd");
  dt.append(name);
  dd.append(number(value, 0));
  if (isGood !== undefined) {
    dd.className = isGood ? "good" : "bad";
  }
  group.append(dt, dd);
  return group;
}

function showConservation(report) {
  const broken = report.laws.filter((law) => !law.holds);
  at("figures").replaceChildren(
    figure("acknowledged", report.acknowledged),
    figure("received", report.received),
    figure("lost", report.lost, report.lost === 0),
    figure("counted twice", report.doubleCounted, report.doubleCounted === 0),
    figure("duplicates dropped", report.duplicates),
    figure("refused", report.refused, report.refused === 0),
    figure("late", report.late),
    figure("undecodable", report.records.undecodable, report.records.undecodable === 0),
  );
  at("verdict").textContent =
    broken.length === 0 ? `all ${report.laws.length} laws hold` : `${broken.length} broken`;
  at("verdict").className = broken.length === 0 ? "good" : "bad";
  at("broken").hidden = broken.length === 0;
  at("broken").replaceChildren(
    ...broken.map((law) => {
      const li = document.createElement("li");
      li.append(`${law.name}: ${law.left} against ${law.right}`);
      return li;
    }),
  );
}

function showProblem(message) {
  at("problem").hidden = message === null;
  at("problem").textContent = message === null ? "" : `No fresh figures: ${message}`;
}

async function refresh() {
  try {
    const [{ experiments }, conservation] = await Promise.all([
      ask("/api/v1/experiments"),
      ask("/api/v1/conservation"),
    ]);
    const run = showRuns(experiments);
    if (run) {
      const id = encodeURIComponent(run.runId);
      showComparison(run, await ask(`/api/v1/experiments/${id}/comparison`));
    } else {
      at("run-note").textContent = "";
    }
    showConservation(conservation);
    at("asof").textContent = `as of ${new Date().toLocaleTimeString()}`;
    showLogIn(false);
    showProblem(null);
  } catch (error) {
    if (error instanceof LogInNeeded) {
      showLogIn(true);
      return;
    }
    showProblem(error instanceof TypeError ? "the cloud does not answer" : error.message);
  }
}

function showLogIn(needed) {
  at("login").hidden = !needed;
  at("figures-of-cloud").hidden = needed;
  if (needed) {
    showProblem(null);
    at("asof").textContent = "not logged in";
  }
}

// The token is sent once; from then on the browser has a cookie that no script can read.
async function logIn(event) {
  event.preventDefault();
  const token = at("token").value.trim();
  at("token").value = "";
  at("login-problem").textContent = "";
  try {
    const response = await fetch("/api/v1/session", {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ token }),
      signal: AbortSignal.timeout(TIMEOUT_MILLIS),
    });
    if (!response.ok) {
      const answer = await response.json().catch(() => ({}));
      throw new Error(answer.message || `the cloud answered ${response.status}`);
    }
    await refresh();
  } catch (error) {
    at("login-problem").textContent =
      error instanceof TypeError ? "the cloud does not answer" : error.message;
  }
}

async function loop() {
  // A page in the background asks nothing.
  if (!document.hidden) {
    await refresh();
  }
  setTimeout(loop, REFRESH_MILLIS);
}

at("runs").addEventListener("change", (event) => {
  chosen = event.target.value;
  refresh();
});
at("login-form").addEventListener("submit", logIn);
loop();
