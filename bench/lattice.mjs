/**
 * Learns what the lattice for digits that touch weighs: writes web/js/reader/picture/learnt-weights.js.
 *
 *     node bench/lattice.mjs FOLDER [--measure | --second | FILE]
 *
 * where bench/touching.py has drawn numbers; FILE is written in its place, and --measure writes nothing. Of all
 * readings that a lattice holds, the true one is to become the likeliest: the logarithm of its share is raised by
 * gradient steps (a conditional random field: Lafferty, McCallum and Pereira, 2001). --second learns, after that, what
 * the row network weighs beside the lattice, from numbers by writers that neither has seen, and writes that alone.
 * Pictures, their order and the steps are the same on each run, and so are the weights.
 */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { kernelsPlugin } from "../tools/bundle/kernels.mjs";
import { fromPieces } from "../web/js/reader/picture/from-pieces.js";
import { latticeOf, reducedInk } from "../web/js/reader/picture/lattice.js";
import { DIGIT, JOINT, LENGTHS, ROW_WEIGHT, WIDTHS, WINDOW } from "../web/js/reader/picture/learnt-weights.js";
import { likeliestWays, waysReading } from "../web/js/reader/picture/likeliest-way.js";
import { logarithmOfSum } from "../web/js/reader/picture/logarithms.js";
import { inkOf } from "../web/js/reader/picture/paper.js";
import { seconded } from "../web/js/reader/picture/second-opinion.js";
import { likelyDigitsOf, EDGE, measured, measuredJoint } from "../web/js/reader/picture/window-value.js";
import { CLASSES, PIXELS } from "../web/js/reader/shared/contract.js";

const MODEL = "web/model/default";
const ROWS = "web/rows";
const WEIGHTS = "web/js/reader/picture/learnt-weights.js";

// Lattices a step; passes over all of them; how far a step goes, at first and at last, and how much weights are pulled
// to 0. Larger, EPOCHS takes longer and changes little; a larger PULL makes weights smaller and more alike.
const BATCH = 16;
const EPOCHS = 15;
const RATE = { first: 0.05, last: 0.002 };
const PULL = 0.0003;
const SEED = 7;

const WINDOW_NAMES = Object.keys(WINDOW);
const JOINT_NAMES = Object.keys(JOINT);
const DIGITS_AT = WINDOW_NAMES.length;
const JOINTS_AT = DIGITS_AT + DIGIT.length;
const COUNT = JOINTS_AT + JOINT_NAMES.length;

// What the row network may weigh. Finer, the best is met more exactly, and nothing reads otherwise.
const ROW_WEIGHTS = Array.from({ length: 61 }, (_, i) => i / 20);

const [folder, target = WEIGHTS] = process.argv.slice(2);
const { glance, second } = await networksFrom(MODEL, ROWS);

if (target === "--second") {
  const asked = [...(await latticesOf("second-images")), ...(await latticesOf("second-strokes"))].map(askedOf);
  const weight = bestRowWeight(asked);
  const text = readFileSync(WEIGHTS, "utf8");
  writeFileSync(WEIGHTS, text.replace(/(ROW_WEIGHT = )[\d.]+/, `$1${weight}`));
  console.log(`the row network weighs ${weight}, by ${asked.length} numbers`);
} else if (target !== "--measure") {
  const lattices = [...(await latticesOf("fit-images")), ...(await latticesOf("fit-strokes"))];
  const usual = usualIn(lattices);
  const weights = learnt(lattices.map((lattice) => readied(lattice, usual)));
  writeFileSync(target, written(weights, usual, lattices.length));
} else {
  for (const name of ["validation-images", "validation-strokes"]) {
    const lattices = await latticesOf(name);
    const read = (waysOf) => lattices.filter((each) => waysOf(each)[0]?.text === each.text).length;
    const alone = read(waysAlone);
    const both = read(waysOfBoth);
    console.log(
      `${name}: ${both} of ${lattices.length} pieces are read, ${alone} by the lattice alone, before any is refused`,
    );
  }
}

/** Bundles a module with the engine's kernels, and imports it. */
async function bundled(contents) {
  const { outputFiles } = await build({
    ...{ stdin: { contents, resolveDir: "." }, bundle: true, format: "esm", write: false, external: ["*head.js"] },
    plugins: [kernelsPlugin],
  });
  return import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].contents).toString("base64")}`);
}

/** What the network says of prepared digits at a glance, and the row network of pieces. */
async function networksFrom(model, rows) {
  const { createJudge, recognizerFrom, secondOf } = await bundled(
    `export { createJudge } from "./web/js/reader/judge.js";
     export { recognizerFrom } from "./web/js/reader/network/from-files.js";
     export { secondOf } from "./web/js/reader/picture/row-network.js";`,
  );
  const unsupported = () => Promise.reject(new Error("The engine can't run this network."));
  const { glance } = createJudge(await recognizerFrom(filesIn(model), unsupported));
  return { glance, second: await secondOf(filesIn(rows)) };
}

function filesIn(folder) {
  const bytes = (name) => Uint8Array.from(readFileSync(join(folder, name)));
  const card = JSON.parse(readFileSync(join(folder, "card.json"), "utf8"));
  return { card, graph: bytes("model.json"), weights: bytes("weights.bin") };
}

/** The lattices of those numbers of a set that are one piece, read by the network, with what they say. */
async function latticesOf(name) {
  const told = JSON.parse(readFileSync(join(folder, `${name}.json`), "utf8"));
  const pixels = readFileSync(join(folder, `${name}.bin`));
  const found = [];
  let at = 0;
  for (const { text, width, height } of told) {
    const data = new Uint8ClampedArray(4 * width * height).map((_, i) => (i % 4 === 3 ? 255 : pixels[at + (i >> 2)]));
    at += width * height;
    const { pieces } = await inkOf({ width, height, data });
    const lattice = pieces.length === 1 ? latticeOf(reducedInk(pieces[0]).ink) : null;
    if (lattice) found.push({ text, lattice, scores: await scoresOf(lattice.edges), piece: pieces[0] });
  }
  return found;
}

async function scoresOf(edges) {
  const images = edges.map(({ window }) => fromPieces([window.piece]) ?? new Float32Array(PIXELS));
  const all = new Float32Array(PIXELS * images.length);
  images.forEach((image, i) => all.set(image, PIXELS * i));
  const probabilities = await glance(all);
  return images.map((_, i) => ({ probabilities: probabilities.slice(CLASSES * i, CLASSES * (i + 1)) }));
}

function placeOf({ from, to, window }, { cuts }) {
  return { window, left: from > 0 ? cuts[from] : EDGE, right: to < cuts.length - 1 ? cuts[to] : EDGE };
}

function waysAlone({ lattice, scores }) {
  return likeliestWays(lattice, scores);
}

function waysOfBoth(each) {
  return seconded(waysAlone(each), second(each.piece), (texts) => waysReading(each.lattice, each.scores, texts));
}

/** Of each reading of a lattice, what it counts and how likely the row network finds it; and which is the true one. */
function askedOf(each) {
  const ways = waysOfBoth(each);
  return { ways, truth: ways.findIndex(({ text }) => text === each.text) };
}

/** By which the true readings' shares of all readings are the largest, in the mean of their logarithms. */
function bestRowWeight(asked) {
  const known = asked.filter(({ truth }) => truth >= 0);
  const shares = ROW_WEIGHTS.map((weight) =>
    known.reduce((total, { ways, truth }) => {
      const both = ways.map(({ sum, likelihood }) => sum + weight * likelihood);
      return total + both[truth] - both.reduce(logarithmOfSum);
    }, 0),
  );
  return ROW_WEIGHTS[shares.indexOf(Math.max(...shares))];
}

function measuredOf(edge, digit, lattice, { probabilities }, usual) {
  return measured(placeOf(edge, lattice), digit, probabilities, lattice.whole, usual);
}

/** Medians and deviations of the widths and lengths of digits: of the windows on the surest of the true ways. */
function usualIn(all) {
  const [widths, lengths] = [WIDTHS, LENGTHS].map(() => WIDTHS.map(() => []));
  for (const { text, lattice, scores } of all) {
    for (const i of surestWay(lattice, scores, text)) {
      const [digit] = likelyDigitsOf(scores[i].probabilities);
      const measures = measuredOf(lattice.edges[i], digit, lattice, scores[i]);
      widths[digit].push(measures.wide);
      lengths[digit].push(measures.long);
    }
  }
  const spreads = (all, known) => all.map((values, digit) => (values.length > 1 ? spreadOf(values) : known[digit]));
  return { widths: spreads(widths, WIDTHS), lengths: spreads(lengths, LENGTHS) };
}

/** Of the ways without joints that read so, the windows on the one that the network is the surest of. */
function surestWay({ cuts, edges }, scores, text) {
  const best = cuts.map(() => Array.from(text, () => null));
  edges.forEach(({ from, to }, i) => {
    const { probabilities } = scores[i];
    const confidence = Math.max(...probabilities.subarray(0, DIGIT.length));
    const digit = probabilities.indexOf(confidence);
    Array.from(text, Number).forEach((wanted, place) => {
      const before = place > 0 ? best[from][place - 1] : from === 0 ? { sum: 0, way: [] } : null;
      if (digit !== wanted || !before) return;
      const reached = { sum: before.sum + Math.log(confidence), way: [...before.way, i] };
      if (reached.sum > (best[to][place]?.sum ?? -Infinity)) best[to][place] = reached;
    });
  });
  return best[cuts.length - 1][text.length - 1]?.way ?? [];
}

function spreadOf(values) {
  const median = values.toSorted((a, b) => a - b)[values.length >> 1];
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - median) ** 2, 0) / values.length);
  return [median, deviation].map((value) => Number(value.toFixed(2)));
}

/** A lattice as rows of measures, one for each digit that a window may be, with the rows that may come before each. */
function readied({ text, lattice, scores }, usual) {
  const { cuts, edges, joints } = lattice;
  const last = cuts.length - 1;
  const jointTo = (cut) => [{ from: cut, x: null }, ...joints.filter(({ to }) => to === cut).map(asRow)];
  const leading = cuts.map((_, cut) => jointTo(cut));
  const each = edges.flatMap((edge, i) => likelyDigitsOf(scores[i].probabilities).map((digit) => ({ edge, digit, i })));
  const rows = each.map(({ edge, digit, i }) => {
    const measures = measuredOf(edge, digit, lattice, scores[i], usual);
    const before = leading[edge.from].flatMap(({ from, x }) => [
      ...(from === 0 ? [{ at: -1, x }] : []),
      ...each.flatMap(({ edge: other }, at) =>
        other.to === from && other.from < edge.from && other.to < edge.to ? [{ at, x }] : [],
      ),
    ]);
    const end = leading[last].find(({ from }) => from === edge.to);
    return { digit, before, end, x: Float64Array.from(WINDOW_NAMES, (name) => measures[name]) };
  });
  return { rows, text: Array.from(text, Number) };
}

function asRow({ from, ink }) {
  const measures = measuredJoint(ink);
  return { from, x: Float64Array.from(JOINT_NAMES, (name) => measures[name]) };
}

/** The weights of what makes the true readings the likeliest. */
function learnt(lattices) {
  const random = randomFrom(SEED);
  const weights = new Float64Array(COUNT);
  weights[WINDOW_NAMES.indexOf("confidence")] = 1;
  for (let i = 0; i < JOINT_NAMES.length; i++) weights[JOINTS_AT + i] = -2;
  const [first, second] = [new Float64Array(COUNT), new Float64Array(COUNT)];
  const order = lattices.map((_, i) => i);
  const steps = EPOCHS * Math.ceil(order.length / BATCH);
  for (let epoch = 0, step = 0; epoch < EPOCHS; epoch++) {
    let sum = 0;
    for (let i = order.length - 1; i > 0; i--) {
      const j = Math.floor(random() * (i + 1));
      [order[i], order[j]] = [order[j], order[i]];
    }
    for (let at = 0; at < order.length; at += BATCH) {
      const gradient = new Float64Array(COUNT);
      const batch = order.slice(at, at + BATCH);
      for (const i of batch) sum += raised(lattices[i], weights, gradient);
      const rate = RATE.first + (RATE.last - RATE.first) * (step / steps);
      step++;
      for (let k = 0; k < COUNT; k++) {
        const slope = gradient[k] / batch.length - PULL * weights[k];
        first[k] = 0.9 * first[k] + 0.1 * slope;
        second[k] = 0.99 * second[k] + 0.01 * slope ** 2;
        weights[k] += (rate * (first[k] / (1 - 0.9 ** step))) / (Math.sqrt(second[k] / (1 - 0.99 ** step)) + 1e-6);
      }
    }
    console.log(`epoch ${epoch + 1}: the true reading's share, mean logarithm ${(sum / order.length).toFixed(3)}`);
  }
  return weights;
}

/** The same numbers in [0, 1) for the same seed (Lehmer, 1951). */
function randomFrom(seed) {
  let state = seed;
  return () => (state = (state * 48271) % 2147483647) / 2147483647;
}

/** Adds one lattice's gradient; gives the logarithm of the true reading's share, 0 where there is no such way. */
function raised({ rows, text }, weights, gradient) {
  const values = rows.map(({ digit, x }) => weights[DIGITS_AT + digit] + dot(weights, 0, x));
  const truly = waysThrough(rows, values, weights, text);
  if (truly.total === -Infinity) return 0;
  const any = waysThrough(rows, values, weights, null);
  addShares(rows, truly, 1, gradient);
  addShares(rows, any, -1, gradient);
  return truly.total - any.total;
}

function dot(weights, at, x) {
  let sum = 0;
  for (let i = 0; i < (x?.length ?? 0); i++) sum += weights[at + i] * x[i];
  return sum;
}

/**
 * Sums over ways, forwards and backwards, in logarithms; of those that read `text` alone, unless it is null.
 * A state is a window and how many digits of the text are read with it.
 */
function waysThrough(rows, values, weights, text) {
  const length = text ? text.length : 1;
  const placeAfter = (place) => (text ? place + 1 : 0);
  const isAt = (i, place) => !text || (place < length && rows[i].digit === text[place]);
  const forward = rows.map(() => new Float64Array(length).fill(-Infinity));
  const backward = rows.map(() => new Float64Array(length).fill(-Infinity));
  const moves = [];
  const ends = rows.map(({ end }) => (end ? dot(weights, JOINTS_AT, end.x) : -Infinity));
  let total = -Infinity;
  rows.forEach(({ before }, i) => {
    for (const { at, x } of before) {
      const joint = dot(weights, JOINTS_AT, x);
      for (let place = 0; place < (at < 0 ? 1 : length); place++) {
        const next = at < 0 ? 0 : placeAfter(place);
        if (!isAt(i, next) || (at >= 0 && forward[at][place] === -Infinity)) continue;
        const value = (at < 0 ? 0 : forward[at][place]) + joint + values[i];
        forward[i][next] = logarithmOfSum(forward[i][next], value);
        moves.push({ at, place, i, next, joint, x });
      }
    }
    total = logarithmOfSum(total, forward[i][length - 1] + ends[i]);
    backward[i][length - 1] = ends[i];
  });
  for (const { at, place, i, next, joint } of moves.toReversed()) {
    if (at >= 0) backward[at][place] = logarithmOfSum(backward[at][place], backward[i][next] + joint + values[i]);
  }
  return { forward, backward, moves, ends, total, values };
}

function addShares(rows, { forward, backward, moves, ends, total, values }, sign, gradient) {
  rows.forEach(({ digit, x, end }, i) => {
    forward[i].forEach((before, place) => {
      const share = sign * Math.exp(before + backward[i][place] - total);
      if (!share) return;
      gradient[DIGITS_AT + digit] += share;
      x.forEach((value, k) => (gradient[k] += share * value));
    });
    if (!end?.x) return;
    const place = forward[i].length - 1;
    addRow(gradient, end.x, sign * Math.exp(forward[i][place] + ends[i] - total));
  });
  for (const { at, place, i, next, joint, x } of moves) {
    if (!x) continue;
    const before = at < 0 ? 0 : forward[at][place];
    addRow(gradient, x, sign * Math.exp(before + joint + values[i] + backward[i][next] - total));
  }
}

function addRow(gradient, x, share) {
  x.forEach((value, k) => (gradient[JOINTS_AT + k] += share * value));
}

/** The module with the weights. */
function written(weights, { widths, lengths }, count) {
  const rounded = Array.from(weights, (value) => Number(value.toFixed(3)));
  const quoted = (name) => (name.includes(" ") ? `"${name}"` : name);
  const table = (names, at) => names.map((name, i) => `  ${quoted(name)}: ${rounded[at + i]},\n`).join("");
  const pairs = (values) => values.map((pair) => `  [${pair.join(", ")}],\n`).join("");
  return `/**
 * What the windows and joints of a lattice count, in logarithms, for each of what is measured of them: see
 * window-value.js. Learnt from ${count} numbers by training writers, made to touch. Written by bench/touching.py; edits
 * here are lost.
 */

/** @type {Record<import("./window-value.js").Measure, number>} */
export const WINDOW = {
${table(WINDOW_NAMES, 0)}};

/** What each digit counts besides. */
export const DIGIT = [${rounded.slice(DIGITS_AT, JOINTS_AT).join(", ")}];

/** @type {Record<import("./window-value.js").JointMeasure, number>} */
export const JOINT = {
${table(JOINT_NAMES, JOINTS_AT)}};

/** Of each digit, the median of the logarithm of its width in heights, and the standard deviation. */
export const WIDTHS = [
${pairs(widths)}];

/** The same of its ink's length in heights. */
export const LENGTHS = [
${pairs(lengths)}];

/** What the row network's logarithm of a reading's probability counts beside these. */
export const ROW_WEIGHT = ${ROW_WEIGHT};
`;
}
