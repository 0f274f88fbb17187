/**
 * Random inputs for the public module and for the page, the same for the same seed, and what becomes of them: put into
 * Digitpad's page by `build.py bench fuzz` and by the tests.
 */
globalThis.fuzz = (() => {
  const PATIENCE = 60_000; // ms; what takes longer has hung
  const RARE = 100; // one in so many is of a kind that takes long

  // Uncaught errors

  const uncaught = [];
  addEventListener("error", ({ message }) => uncaught.push(message));
  addEventListener("unhandledrejection", ({ reason }) => uncaught.push(`${reason}`));

  // Chance: SplitMix (Steele, Lea and Flood, 2014), here of 32 bits, mixed as in MurmurHash3 (Appleby, 2011)

  function chanceOf(seed) {
    let state = mixed(seed);
    const share = () => mixed((state += 0x9e3779b9)) / 2 ** 32;
    const below = (count) => Math.floor(share() * count);
    const oneOf = (list) => list[below(list.length)];
    return { share, below, oneOf };
  }

  function mixed(bits) {
    bits = Math.imul(bits ^ (bits >>> 16), 0x85ebca6b);
    bits = Math.imul(bits ^ (bits >>> 13), 0xc2b2ae35);
    return (bits ^ (bits >>> 16)) >>> 0;
  }

  // Strokes

  let drawings = []; // digits, each a list of strokes of {x, y}
  let files = []; // { name, bytes }

  const NO_NUMBERS = [
    ...[NaN, Infinity, -Infinity, undefined, null, "1", "", true, 1n, {}, [], [1], new Date(0), new Number(3)],
    ...[Symbol("x"), () => 1, 1.1e308, -1e200],
  ];

  const list = (count, make) => Array.from({ length: count }, (_, i) => make(i));
  const drawn = ({ oneOf }) => oneOf(drawings).map((stroke) => stroke.map((point) => ({ ...point })));
  const placed = (strokes, scale, x, y) =>
    strokes.map((stroke) => stroke.map((point) => ({ x: scale * point.x + x, y: scale * point.y + y })));
  const scribble = ({ share }, points) => list(points, () => ({ x: 100 * share(), y: 100 * share() }));

  /** A random place in strokes that have one: a stroke and an index in it. */
  function somewhere(strokes, { oneOf, below }) {
    const stroke = oneOf(strokes);
    return [stroke, below(stroke.length)];
  }

  const STROKES = {
    "as drawn": (chance) => drawn(chance),
    "of any size, anywhere": (chance) => {
      const size = 10 ** (12 * chance.share() - 6);
      return placed(drawn(chance), size, 1e3 * size * (chance.share() - 0.5), 1e3 * size * (chance.share() - 0.5));
    },
    "huge or tiny": (chance) => {
      const power = () => 10 ** (640 * chance.share() - 320);
      return placed(drawn(chance), power(), chance.oneOf([0, power(), -power()]), chance.oneOf([0, power()]));
    },
    "with what is no number": (chance) => {
      const strokes = drawn(chance);
      const [stroke, i] = somewhere(strokes, chance);
      stroke[i][chance.oneOf(["x", "y"])] = chance.oneOf(NO_NUMBERS);
      return strokes;
    },
    "with something left out": (chance) => {
      const strokes = drawn(chance);
      const [stroke, i] = somewhere(strokes, chance);
      const leaveOut = [
        () => delete stroke[i].x,
        () => delete stroke[i].y,
        () => delete stroke[i],
        () => (stroke[i] = chance.oneOf(NO_NUMBERS)),
        () => delete strokes[0],
        () => (strokes[0] = chance.oneOf([null, 7, "stroke", {}, { length: 3 }, new Set(), new Float32Array(4)])),
        () => (stroke.length = 0),
        () => (stroke.length += chance.below(1e6)),
        () => (strokes.length = chance.oneOf([1e3, 4e9])),
      ];
      chance.oneOf(leaveOut)();
      return strokes;
    },
    "without points": (chance) => list(chance.below(20), () => []),
    "of one point": (chance) => list(1 + chance.below(9), () => scribble(chance, 1)),
    "of the same point": (chance) => {
      const [point] = scribble(chance, 1);
      return list(1 + chance.below(9), () => list(1 + chance.below(99), () => point));
    },
    scribbled: (chance) => list(1 + chance.below(12), () => scribble(chance, 1 + chance.below(200))),
    "frozen, or their own kind": (chance) => {
      const strokes = drawn(chance);
      return chance.oneOf([
        () => Object.freeze(strokes.map((stroke) => Object.freeze(stroke.map(Object.freeze)))),
        () => new (class Theirs extends Array {})(...strokes),
        () => strokes.map((stroke) => stroke.map((point) => Object.assign(Object.create(null), point))),
        () => Object.assign(strokes, { push: null, map: null, name: "theirs" }),
      ])();
    },
  };

  const LARGE_STROKES = {
    "hundreds of strokes": (chance) => list(200 + chance.below(600), () => scribble(chance, 1 + chance.below(4))),
    "thousands of strokes": (chance) => list(1000 + chance.below(20_000), () => scribble(chance, 2)),
    "a line of digits": (chance) => list(60 + chance.below(60), (i) => placed(drawn(chance), 10, 12 * i, 0)).flat(),
    "a stroke of very many points": (chance) => {
      const count = Math.round(10 ** (4 + 2.3 * chance.share()));
      return [list(count, (i) => ({ x: Math.cos((6 * i) / count), y: Math.sin((6 * i) / count) }))];
    },
    "a scribble of very many points": (chance) => [scribble(chance, Math.round(10 ** (4 + 2 * chance.share())))],
  };

  // Other sources

  const theirs = () => {
    throw new Error("theirs");
  };
  const pixels = (width, height, length) => ({ width, height, data: new Uint8ClampedArray(length) });
  const canvas = (width, height) => Object.assign(document.createElement("canvas"), { width, height });

  /** A canvas, or pixels, of noise. */
  function noise({ share, below }, width, height) {
    const image = new ImageData(width, height);
    const opaque = below(2);
    image.data.forEach((_, i) => (image.data[i] = opaque && i % 4 === 3 ? 255 : 256 * share()));
    return image;
  }

  const OTHERS = [
    ...[undefined, null, 0, NaN, 7n, "", "7", true].map((value) => () => value),
    ...[
      () => Symbol("source"),
      () => theirs,
      () => ({}),
      () => Object.create(null),
      () => new Map(),
      () => new Date(NaN),
    ],
    ...[() => new Float32Array(784), () => new ArrayBuffer(8), () => Promise.resolve(1), () => document, () => window],
    ...[
      () => new Proxy({}, { get: theirs }),
      () => ({
        get width() {
          return theirs();
        },
      }),
      () => new Proxy([], { get: theirs }),
    ],
    ...[
      () => [
        [
          {
            get x() {
              return theirs();
            },
            y: 1,
          },
        ],
      ],
      () => [[new Proxy({}, { get: theirs })]],
      () => [new Proxy([], { get: theirs })],
    ],
    () => {
      const cyclic = [];
      cyclic.push(cyclic);
      return cyclic;
    },
    ...[
      () => pixels(0, 0, 0),
      () => pixels(2, 2, 3),
      () => pixels(-2, -2, 16),
      () => pixels(1e9, 1e9, 4),
      () => pixels(NaN, 1, 4),
    ],
    ...[
      () => pixels("2", "2", 16),
      () => pixels(0.5, 2, 4),
      () => pixels(2, 2, 16),
      () => ({ data: new Uint8ClampedArray(4) }),
    ],
    ...[
      () => canvas(0, 0),
      () => canvas(1, 1),
      () => canvas(1, 5000),
      () => canvas(300, 150),
      () => new Image(),
      () => ({ width: 1n, height: Symbol("h") }),
    ],
    ...[() => new OffscreenCanvas(0, 7), () => new OffscreenCanvas(7, 7), () => document.createElement("video")],
    ...[() => document.createElement("iframe"), () => document.createElementNS("http://www.w3.org/2000/svg", "image")],
    (chance) => noise(chance, 1 + chance.below(40), 1 + chance.below(40)),
    (chance) => noise(chance, 1 + chance.below(300), 1 + chance.below(300)),
    (chance) => noise(chance, 1, 1 + chance.below(3000)),
    async (chance) => {
      const bitmap = await createImageBitmap(noise(chance, 9, 9));
      bitmap.close();
      return bitmap;
    },
  ];

  // Files

  const TYPES = [
    "",
    "image/png",
    "image/jpeg",
    "image/svg+xml",
    "text/html",
    "application/octet-stream",
    "image/x-none",
  ];

  const DAMAGE = {
    whole: (bytes) => bytes,
    "cut short": (bytes, { below }) => bytes.slice(0, below(bytes.length + 1)),
    "with bits flipped": (bytes, { below }) => {
      for (let i = below(20); i >= 0 && bytes.length; i--) bytes[below(bytes.length)] ^= 1 << below(8);
      return bytes;
    },
    "with its head damaged": (bytes, { below }) => {
      for (let i = below(4); i >= 0 && bytes.length; i--) bytes[below(Math.min(64, bytes.length))] = below(256);
      return bytes;
    },
    "with a hole": (bytes, { below }) => bytes.fill(below(2) * 255, below(bytes.length + 1), below(bytes.length + 1)),
    "with another's end": (bytes, { below, oneOf }) => {
      const other = oneOf(files).bytes;
      return joined([bytes.slice(0, below(bytes.length + 1)), other.slice(below(other.length + 1))]);
    },
    "twice over": (bytes) => joined([bytes, bytes]),
    "of other bytes": (bytes, { below }) => bytes.map((byte, i) => (i < 12 ? byte : below(256))),
  };

  function joined(parts) {
    const all = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
    parts.reduce((at, part) => (all.set(part, at), at + part.length), 0);
    return all;
  }

  function fileOf(chance) {
    const { name, bytes } = chance.oneOf(files);
    const damage = chance.oneOf(Object.keys(DAMAGE));
    const type = chance.oneOf(TYPES);
    return { kind: `${name} ${damage}`, source: new Blob([DAMAGE[damage](bytes.slice(), chance)], { type }) };
  }

  // The public module

  const KINDS = {
    strokes(chance) {
      const kinds = chance.below(RARE) ? STROKES : LARGE_STROKES;
      const kind = chance.oneOf(Object.keys(kinds));
      return { kind: `strokes ${kind}`, source: kinds[kind](chance) };
    },
    pictures: fileOf,
    others(chance) {
      const i = chance.below(OTHERS.length);
      return { kind: `other source ${i}: ${OTHERS[i].toString()}`.slice(0, 100), source: OTHERS[i](chance) };
    },
  };

  let reader;

  async function open() {
    const { createReader } = await import(new URL("digits.js", location.href).href);
    reader = await createReader();
  }

  /** What becomes of `count` inputs of a kind, from the one with the number `from` on. */
  async function read({ what, seed, from, count }) {
    const tasks = [];
    const observer = new PerformanceObserver((entries) => tasks.push(...entries.getEntries()));
    observer.observe({ type: "longtask" });
    const found = { counts: {}, bad: [], longest: { ms: 0, kind: "" } };
    for (let i = from; i < from + count; i++) {
      const { kind, source } = KINDS[what](chanceOf(seed * 1e6 + i));
      const input = source instanceof Promise ? await source : source; // awaiting asks anything for `then`
      await turn(); // making it is no part of reading it
      const start = performance.now();
      const outcome = await outcomeOf(input);
      await turn();
      tasks.push(...observer.takeRecords());
      for (const { startTime, duration } of tasks.splice(0)) {
        if (startTime + 1 >= start && duration > found.longest.ms) found.longest = { ms: duration, kind };
      }
      found.counts[outcome.is] = (found.counts[outcome.is] ?? 0) + 1;
      if (outcome.is === "bad") found.bad.push(`${i}, ${kind}: ${outcome.why}`);
    }
    observer.disconnect();
    return { ...found, uncaught: uncaught.splice(0), tensors: reader.tensorCount() };
  }

  async function outcomeOf(source) {
    let timer;
    const hung = new Promise((resolve) => (timer = setTimeout(resolve, PATIENCE, { is: "bad", why: "no answer" })));
    const answered = reader.read(source).then(
      (reading) => {
        const why = faultOf(reading);
        return why ? { is: "bad", why } : { is: reading.digits.length ? "read" : "nothing to read" };
      },
      (error) => (isPlain(error) ? { is: "refused" } : { is: "bad", why: `${error?.name}: ${error?.message}` }),
    );
    const outcome = await Promise.race([answered, hung]);
    clearTimeout(timer);
    return outcome;
  }

  /** What is wrong with a reading, or nothing. */
  function faultOf({ text, digits, rows }) {
    const marks = rows.flatMap(({ numbers }) => numbers.flatMap((number) => number.marks));
    if (text.replace(/\s/g, "").length !== digits.length + marks.length) return "text of another length";
    const isShare = (value) => value >= 0 && value <= 1.000001;
    for (const { confidence, probabilities, box } of digits) {
      if (!isShare(confidence) || !probabilities.every(isShare)) return "no probabilities";
      if (!Object.values(box).every(Number.isFinite)) return "a box that is nowhere";
    }
  }

  const WORDS = /expect|Save it|Save the|Save its/i; // what should have come, or what to do

  /** Whether an error is one for people, or one that the input's own code has thrown. */
  function isPlain({ name, message }) {
    return message === "theirs" || (name === "TypeError" && WORDS.test(message) && message.length < 400);
  }

  const turn = () => new Promise((resolve) => setTimeout(resolve));

  // The page

  const part = (name) => document.querySelector(`[data-testid="${name}"]`);

  const ACTIONS = {
    pointer({ below, share, oneOf }) {
      const { left, top, width, height } = part("pad").getBoundingClientRect();
      const away = () => oneOf([share(), share(), share(), 3 * share() - 1, 1e7 * (share() - 0.5)]);
      for (let i = below(30); i >= 0; i--) {
        const type = oneOf(["down", "move", "move", "move", "move", "up", "cancel"]);
        const at = { clientX: left + width * away(), clientY: top + height * away() };
        const how = {
          pointerId: below(3),
          button: below(2),
          buttons: below(4),
          pointerType: oneOf(["mouse", "touch", "pen", ""]),
        };
        part("pad").dispatchEvent(
          new PointerEvent(`pointer${type}`, { ...at, ...how, bubbles: true, cancelable: true }),
        );
      }
    },
    key({ oneOf }) {
      const keys = ["z", "y", "Escape", "Delete", "Backspace", "ArrowLeft", "Enter", "Tab", "7", "Dead", "", "\u202e"];
      const how = { key: oneOf(keys), ctrlKey: oneOf([true, false]), shiftKey: oneOf([true, false]) };
      document.body.dispatchEvent(new KeyboardEvent("keydown", { ...how, bubbles: true, cancelable: true }));
    },
    press({ oneOf }) {
      part(
        oneOf([
          "undo",
          "redo",
          "clear",
          "back",
          "dismiss",
          "open-sees",
          "open-compare",
          "level-student",
          "press-2",
          "sees-play",
        ]),
      )?.click();
    },
    drop(chance) {
      const carried = new DataTransfer();
      for (let i = chance.below(3); i > 0; i--) {
        const { source } = fileOf(chance);
        carried.items.add(new File([source], chance.oneOf(["<img src=x onerror=hit>", "", "a".repeat(999), "7.png"])));
      }
      const event = { bubbles: true, cancelable: true };
      document.body.dispatchEvent(
        chance.below(2)
          ? new DragEvent("drop", { ...event, dataTransfer: carried })
          : new ClipboardEvent("paste", { ...event, clipboardData: carried }),
      );
    },
    "what other code does"({ oneOf }) {
      const at = oneOf([
        ["resize", window],
        ["blur", window],
        ["scroll", document],
        ["visibilitychange", document],
      ]);
      at[1].dispatchEvent(new Event(at[0]));
    },
  };

  /** Does `count` things to the page, from the one with the number `from` on. */
  async function act({ seed, from, count }) {
    const names = ["pointer", "pointer", "pointer", ...Object.keys(ACTIONS)];
    let longest = 0;
    const observer = new PerformanceObserver((entries) => {
      for (const { duration } of entries.getEntries()) longest = Math.max(longest, duration);
    });
    observer.observe({ type: "longtask" });
    for (let i = from; i < from + count; i++) {
      const chance = chanceOf(seed * 1e6 + i);
      ACTIONS[chance.oneOf(names)](chance);
      await (chance.below(4) ? turn() : new Promise(requestAnimationFrame));
    }
    await new Promise((resolve) => setTimeout(resolve, 200)); // long tasks are told of late
    observer.disconnect();
    return { uncaught: uncaught.splice(0), longest, state: document.documentElement.dataset.state };
  }

  return {
    /** @param {{ files: { name: string, base64: string }[], drawings: number[][][][] }} given */
    take(given) {
      drawings = given.drawings.map((strokes) => strokes.map((stroke) => stroke.map(([x, y]) => ({ x, y }))));
      const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      files = given.files.map(({ name, base64 }) => ({ name, bytes: bytesOf(base64) }));
    },
    open,
    read,
    act,
    tensors: () => reader.tensorCount(),
    chanceOf,
    uncaught,
    drawings: () => drawings,
    get reader() {
      return reader;
    },
  };
})();
