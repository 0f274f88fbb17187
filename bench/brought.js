/**
 * Random links, saved drawings and files of corrections, brought to Digitpad's page as people bring them, and what
 * becomes of them. Put into the page after fuzz.js, by whose chances they are made.
 */
globalThis.brought = (() => {
  const { chanceOf, drawings, uncaught } = globalThis.fuzz;
  const PATIENCE = 30_000; // ms; what takes longer has hung
  const list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  const part = (name) => document.querySelector(`[data-testid="${name}"]`);
  const turn = () => new Promise((resolve) => setTimeout(resolve));
  const digit = ({ oneOf }) =>
    oneOf(drawings()).map((stroke) => stroke.map(({ x, y }) => ({ x: 200 + 500 * x, y: 100 + 500 * y })));

  // Links

  const bytesOf = (value) => (value < 128 ? [value] : [(value % 128) | 128, ...bytesOf(Math.floor(value / 128))]);
  const stepOf = (value) => bytesOf(value < 0 ? -2 * value - 1 : 2 * value);

  function linkOf(bytes) {
    let [a, b] = [1, 0];
    for (const byte of bytes) {
      a = (a + byte) % 255;
      b = (b + a) % 255;
    }
    const text = btoa(String.fromCharCode(...bytes, a, b));
    return `#drawing=1${text.replaceAll("+", "-").replaceAll("/", "_").replaceAll("=", "")}`;
  }

  function bytesOfStrokes(strokes) {
    let [x, y] = [0, 0];
    const stepsTo = ({ x: toX, y: toY }) => {
      const steps = [...stepOf(Math.round(toX) - x), ...stepOf(Math.round(toY) - y)];
      [x, y] = [Math.round(toX), Math.round(toY)];
      return steps;
    };
    return strokes.flatMap((stroke) => [...bytesOf(stroke.length), ...stroke.flatMap(stepsTo)]);
  }

  const moved = (strokes, scale, by) =>
    strokes.map((stroke) => stroke.map(({ x, y }) => ({ x: scale * x + by, y: scale * y - by })));

  const LINKS = {
    "as drawn": (chance) => linkOf(bytesOfStrokes(digit(chance))),
    "far away": (chance) => linkOf(bytesOfStrokes(moved(digit(chance), 1, 1e5 * (chance.share() - 0.5)))),
    huge: (chance) => linkOf(bytesOfStrokes(moved(digit(chance), 1 + 1e3 * chance.share(), 0))),
    "with empty strokes": (chance) => linkOf(bytesOfStrokes([[], ...digit(chance), [], []])),
    "of empty strokes": ({ below }) => linkOf(list(1 + below(5000), () => 0)),
    "of dots": ({ below }) => linkOf(list(1 + below(1800), () => [1, below(60), below(60)]).flat()),
    "of any bytes": ({ below }) => linkOf(list(1 + below(300), () => below(256))),
    "of long numbers": ({ below }) => linkOf([2, ...list(below(300), () => 128 | below(128)), 1, 2, 3, 4]),
    cut: (chance) => LINKS["as drawn"](chance).slice(0, 9 + chance.below(60)),
    "with other letters": (chance) =>
      LINKS["as drawn"](chance).replace(/.{9}$/, chance.oneOf(["<b>", "%00", "七", "  "])),
    "of another version": ({ oneOf }) => `#drawing=${oneOf(["", "0", "2abc", "1", "11", "%"])}`,
    endless: ({ below }) => `#drawing=1${"A".repeat(8000 + below(100_000))}`,
  };

  // Saved drawings

  const saved = (strokes, more = {}) => JSON.stringify({ format: "digitpad drawing", version: 1, strokes, ...more });
  const VALUES = ['"1"', "null", "{}", "[]", "true", "1e999", "-1e400", "1e200", "0.1", '"<img src=x onerror=hit>"'];
  const wild = ({ share }) => 10 ** (600 * share() - 300) * (share() < 0.5 ? -1 : 1);

  const DRAWINGS = {
    "as drawn": (chance) => saved(digit(chance)),
    "of any size, anywhere": (chance) => saved(moved(digit(chance), wild(chance), wild(chance))),
    "with what is no number": (chance) => saved(digit(chance)).replace(/"x":[^,]+/, `"x":${chance.oneOf(VALUES)}`),
    "with what is no stroke": (chance) => saved(digit(chance)).replace("[[", `[${chance.oneOf(VALUES)},[`),
    "of something else": ({ oneOf }) => oneOf(['{"strokes":7}', "[]", "7", "null", '{"strokes":{"length":9}}', "{}"]),
    "of another version": (chance) => saved(digit(chance), { version: chance.oneOf([2, 1e9, "9", [], null, "{}"]) }),
    "with empty strokes": (chance) => saved([[], ...digit(chance), []]),
    "of empty strokes": ({ below }) => saved(list(below(3000), () => [])),
    "of many points": ({ below, share }) =>
      saved([list(10 ** (2 + 3.7 * share()), () => ({ x: below(1000), y: below(750) }))]),
    "of many strokes": ({ below, share }) =>
      saved(list(10 ** (1 + 3.4 * share()), () => [{ x: below(1000), y: below(750) }])),
    "of brackets": ({ below }) => "[".repeat(1 + below(400_000)),
    "of closed brackets": ({ below }) => [below(375_000)].map((n) => "[".repeat(n) + "]".repeat(n))[0],
    cut: (chance) => saved(digit(chance)).slice(0, chance.below(3000)),
    "too large": ({ below }) => `{"strokes":[[]${",[]".repeat(250_000 + below(1_000_000))}]}`,
    "of any text": ({ below }) => list(below(2000), () => String.fromCharCode(below(0x3000))).join(""),
  };

  // Corrections

  const ink = ({ below }, length = 784) => btoa(String.fromCharCode(...list(length, () => below(256))));
  const exported = (corrections, more = {}) =>
    JSON.stringify({ digitpad: "corrections", version: 1, corrections, ...more });
  const corrected = (chance) => ({ digit: chance.oneOf([null, chance.below(10)]), ink: ink(chance) });

  const CORRECTIONS = {
    "as exported": (chance) => exported(list(chance.below(6), () => corrected(chance))),
    "more than are kept": (chance) => exported(list(101 + chance.below(100), () => corrected(chance))),
    "of no digits": (chance) =>
      exported([{ ...corrected(chance), digit: chance.oneOf([-1, 10, 0.5, "3", {}, [], true, undefined]) }]),
    "of no ink": (chance) =>
      exported([{ digit: 1, ink: chance.oneOf([ink(chance, 783), ink(chance, 785), "", 7, null, [], "?"]) }]),
    "of nothing": ({ oneOf, below }) => exported(list(below(50_000), () => oneOf([0, null]))),
    "of something else": ({ oneOf }) => oneOf(["{}", "[]", "7", "null", '{"digitpad":"corrections"}', ""]),
    "of another version": (chance) => exported([], { version: chance.oneOf([0, 2, "1", {}, null, "x".repeat(99)]) }),
    "of brackets": ({ below }) => [below(500_000)].map((n) => "[".repeat(n) + "]".repeat(n))[0],
    cut: (chance) => CORRECTIONS["as exported"](chance).slice(0, chance.below(2000)),
    "too large": ({ below }) => " ".repeat(900_000 + below(1e6)),
  };

  // How they are brought; each gives what the page says of it, "" where it takes it

  /** What the notice says, once the page has either shown it or read the pad. */
  async function noticeAfter(bring) {
    part("dismiss").click();
    await frame();
    const notice = part("notice");
    const answered = new Promise((resolve) => {
      const observer = new MutationObserver(() => !notice.hidden && resolve(observer.disconnect()));
      observer.observe(notice, { attributes: true });
      document.addEventListener("reading", ({ detail }) => detail.source === "pad" && resolve(observer.disconnect()), {
        once: true,
      });
    });
    bring();
    await answered;
    await frame();
    return notice.hidden ? "" : part("notice-text").textContent;
  }

  const frame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
  const file = (text) => new File([text], "brought.json", { type: "application/json" });

  function carried(text) {
    const dataTransfer = new DataTransfer();
    dataTransfer.items.add(file(text));
    return dataTransfer;
  }

  /** @param {DataTransfer} files */
  async function imported({ files }) {
    part("close-dialog").click();
    await frame(); // or the page would take it for closed before it is open
    part("open-correction").click();
    while (!part("dialog").open) await turn();
    const [input, status] = [part("import-corrections"), part("learnt")];
    const before = status.textContent;
    input.files = files;
    input.dispatchEvent(new Event("change"));
    while (status.textContent === before) await turn();
    return /^Imported -?\d+\./.test(status.textContent) ? "" : status.textContent;
  }

  // What is made, what that is carried in, and how it is brought
  const KINDS = {
    links: [LINKS, (text) => text, (text) => noticeAfter(() => (location.hash = text))],
    drawings: [
      DRAWINGS,
      carried,
      (dataTransfer) => {
        const drop = new DragEvent("drop", { dataTransfer, bubbles: true, cancelable: true });
        return noticeAfter(() => document.body.dispatchEvent(drop));
      },
    ],
    corrections: [CORRECTIONS, carried, imported],
  };

  // The words that each refusal ends with: what to do
  const PLAIN = /(Ask for the link again|has saved|has saved here|then open the drawing again|Nothing was changed)\.$/;
  const CODE = /TypeError|undefined|NaN|\[object|expects|=>/;

  function outcomeOf(said) {
    if (!said || /^Only the newest/.test(said)) return { is: "taken" };
    return PLAIN.test(said) && !CODE.test(said) && said.length < 300 ? { is: "refused" } : { is: "bad", why: said };
  }

  /** What becomes of `count` inputs of a kind, from the one with the number `from` on. */
  async function bring({ what, seed, from, count }) {
    const [kinds, carry, bringOne] = KINDS[what];
    const found = { counts: {}, bad: [], longest: { ms: 0, kind: "" } };
    let kind = "";
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries())
        if (duration > found.longest.ms) found.longest = { ms: duration, kind };
    });
    for (let i = from; i < from + count; i++) {
      const chance = chanceOf(seed * 1e6 + i);
      const name = chance.oneOf(Object.keys(kinds));
      const made = carry(kinds[name](chance));
      await turn(); // making it is no part of bringing it
      await turn();
      kind = `${what} ${name}`;
      observer.observe({ type: "longtask" });
      let timer;
      const hung = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE, "no answer")));
      const { is, why } = outcomeOf(await Promise.race([bringOne(made), hung]));
      clearTimeout(timer);
      await new Promise((resolve) => setTimeout(resolve, 20)); // long tasks are told of late
      observer.disconnect();
      found.counts[is] = (found.counts[is] ?? 0) + 1;
      if (is === "bad") found.bad.push(`${i}, ${kind}: ${why}`);
    }
    if (part("dialog").open) part("close-dialog").click();
    return { ...found, uncaught: uncaught.splice(0) };
  }

  return { bring };
})();
