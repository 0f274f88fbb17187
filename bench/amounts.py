"""As much as is allowed: a stroke of 10,000 points, 500 strokes that overlap, and the most corrections.

How long they take, and how long the page's own thread is busy at a time meanwhile.
"""

from bench.sections import figure

MOST = {
    "task": 50,  # ms of the page's own thread; browsers do not tell of shorter ones
    "strokes": 2000,  # ms until they are read
}

_SCRIPT = """async (what) => {
  let state = 7;
  const share = () => (state = (Math.imul(state, 1664525) + 1013904223) >>> 0) / 2 ** 32;
  const walk = (count, step, x, y, within) => {
    let [atX, atY, turn] = [within / 2, within / 2, 0];
    return Array.from({ length: count }, () => {
      turn += share() - 0.5;
      atX = Math.min(within, Math.max(0, atX + step * Math.cos(turn)));
      atY = Math.min(within, Math.max(0, atY + step * Math.sin(turn)));
      return { x: x + atX, y: y + atY };
    });
  };
  const stroke = () => [walk(10_000, 8, 0, 0, 700)];
  const strokes = () => Array.from({ length: 500 }, (_, i) => walk(20, 10, 18 * i, 0, 100));
  const lessons = () =>
    Array.from({ length: 200 }, (_, i) => ({ image: new Float32Array(784).map(share), digit: i % 10 }));
  const work = {
    stroke: () => fuzz.reader.read(given),
    strokes: () => fuzz.reader.read(given),
    lessons: () => fuzz.reader.learn(given),
    forget: () => fuzz.reader.learn([]),
  }[what];
  const given = { stroke, strokes, lessons, forget: () => [] }[what]();
  await new Promise((then) => setTimeout(then, 300)); // making it is no part of it
  const tasks = [];
  const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
  observer.observe({ type: "longtask" });
  const start = performance.now();
  await work();
  const ms = performance.now() - start;
  await new Promise((then) => setTimeout(then, 300)); // long tasks are told of late
  observer.disconnect();
  return { ms, longest: Math.max(0, ...tasks.map(({ duration }) => duration)) };
}"""


def figures(page):
    """The figures, by name, of a page that `bench.fuzz.ready` has made ready."""
    runs = {what: page.evaluate(_SCRIPT, what) for what in ("stroke", "strokes", "lessons", "forget")}
    return {
        "longest task, a stroke of 10,000 points": figure(runs["stroke"]["longest"], "ms", MOST["task"]),
        "500 strokes that overlap, read in": figure(runs["strokes"]["ms"], "ms", MOST["strokes"]),
        "longest task, 500 strokes that overlap": figure(runs["strokes"]["longest"], "ms", MOST["task"]),
        "200 corrections, learnt in": figure(runs["lessons"]["ms"], "ms"),
        "longest task, 200 corrections": figure(runs["lessons"]["longest"], "ms", MOST["task"]),
    }
