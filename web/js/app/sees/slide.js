/**
 * A map, large, beside its kernel and the map that it was made from: a window slides over the input, and what becomes
 * of it is written out. For convolution, pooling, depthwise convolution, and what is done to each pixel.
 *
 * @typedef {import("./detail.js").Taken} Taken
 * @typedef {import("./account.js").Account} Account
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { accountOf } from "./account.js";
import { createMapPicture } from "./map-picture.js";
import { INK_SCALE, shareOf, strongest } from "./mosaic.js";
import { createPlayer } from "./player.js";
import { createStepper } from "./stepper.js";
import { number, short } from "./written.js";
import { createWrittenOut } from "./written-out.js";

export function createSlide() {
  const input = createMapPicture("The input, and the window on it");
  const output = createMapPicture("The map");
  const kernel = element("ol", { class: "kernel", role: "list", "data-testid": "kernel" });
  const written = createWrittenOut();
  const inputName = element("figcaption");
  const outputName = element("figcaption");
  const [sayInput, sayOutput] = [textOf(inputName), textOf(outputName)];
  const surface = element(
    "div",
    { class: "surface", tabindex: 0, role: "application", "data-testid": "surface" },
    output.box,
  );
  surface.setAttribute("aria-label", "The map: arrow keys move the window, Space plays");
  /** @type {Taken} */
  let taken;
  let part = 0;
  let begun = ""; // of which layer and map
  const inputs = createStepper("Input map", "input-map", (by) => {
    part += by;
    show(taken);
  });
  const player = createPlayer(sizeOf, () => show(taken));
  surface.addEventListener("keydown", player.onKey);
  for (const type of /** @type {const} */ (["pointerdown", "pointermove"]))
    surface.addEventListener(type, (event) => {
      if (type === "pointerdown" || event.buttons || event.pointerType === "mouse") player.goTo(output.pixelAt(event));
    });
  const kernelName = element("figcaption");
  const sayKernel = textOf(kernelName);
  const kernelFigure = element("figure", { class: "kernel-figure" }, kernel, kernelName);
  const root = element(
    "div",
    { class: "slide" },
    element("figure", {}, input.box, inputName, inputs.group),
    element("figure", {}, surface, outputName, player.group),
    element("div", { class: "work" }, kernelFigure, ...written.elements),
  );

  function sizeOf() {
    const { to } = taken.step;
    return { width: to.width, height: to.height };
  }

  /** @param {Taken} now */
  function show(now) {
    const isNew = begun !== `${now.output.name} ${now.map}`;
    begun = `${now.output.name} ${now.map}`;
    taken = now;
    const { step, inputs: outputs, output: layer, map, scale, isOfInk, level } = now;
    player.fit(isNew ? brightest(now) : player.pixel);
    const account = accountOf(step, outputs, { ...player.pixel, channel: map });
    if (isNew) part = loudest(account);
    part = ((part % account.parts.length) + account.parts.length) % account.parts.length;
    const chosen = account.parts[part];
    const given = step.kind === "sum" && part === 1 ? outputs[1] : outputs[0];
    const channel = chosen.terms[0].place.channel;
    const most = isOfInk ? 1 : strongest(given.values);
    input.show({ ...step.from, values: given.values }, channel, most, isOfInk ? INK_SCALE : scale);
    input.frame(windowOf(now, player.pixel));
    output.show({ ...step.to, values: layer.values }, map, strongest(layer.values), scale);
    const isOne = step.to.width * step.to.height === 1;
    surface.hidden = player.group.hidden = isOne;
    output.frame({ ...player.pixel, width: 1, height: 1 });
    inputs.show(part, account.parts.length);
    sayInput(isOfInk ? "Before: the 28 × 28 numbers" : `Before: map ${channel + 1} of ${step.from.channels}`);
    const after = `After: ${number(account.value)}`;
    sayOutput(isOne ? after : `${after}, row ${player.pixel.y + 1}, column ${player.pixel.x + 1}`);
    showKernel(account, now);
    const across = step.kind === "mean" ? step.from.width : (step.window?.width ?? 1);
    written.show(account, chosen, across, level);
  }

  /** @param {Account} account @param {Taken} now */
  function showKernel({ how, parts }, { step, level }) {
    const weights = how === "products" && step.window ? parts[part].terms.map(({ weight }) => weight) : [];
    kernelFigure.hidden = weights.length < 2;
    const name = level === "pupil" ? "The pattern that is looked for" : "Kernel";
    sayKernel(name);
    kernel.ariaLabel = name;
    kernel.style.setProperty("--across", `${step.window?.width ?? 1}`);
    const most = strongest(weights);
    if (kernel.children.length !== weights.length) {
      kernel.replaceChildren(...weights.map(() => element("li")));
    }
    weights.forEach((weight, i) => {
      const cell = /** @type {HTMLElement} */ (kernel.children[i]);
      const text = short(weight);
      if (cell.textContent !== text) cell.textContent = text;
      cell.toggleAttribute("data-below", weight < 0);
      cell.style.setProperty("--share", shareOf(weight, most).toFixed(2));
    });
  }
  return { root, show, stop: player.stop, toggle: player.toggle };
}

/** Where a map has its largest number. @param {Taken} taken @returns {import("./player.js").Pixel} */
function brightest({ step: { to }, output: { values }, map }) {
  let at = 0;
  for (let i = 1; i < to.width * to.height; i++)
    if (values[i * to.channels + map] > values[at * to.channels + map]) at = i;
  return { x: at % to.width, y: Math.floor(at / to.width) };
}

/** The part that counts most. @param {Account} account */
const loudest = ({ parts }) =>
  parts.reduce((best, { sum }, i) => (Math.abs(sum) > Math.abs(parts[best].sum) ? i : best), 0);

/** What of the input a pixel is made from. @param {Taken} taken @param {import("./player.js").Pixel} pixel */
function windowOf({ step: { kind, from, window } }, { x, y }) {
  if (kind === "mean") return { x: 0, y: 0, width: from.width, height: from.height };
  if (!window) return { x, y, width: 1, height: 1 };
  const { width, height, stride, left, top } = window;
  return { x: x * stride - left, y: y * stride - top, width, height };
}
