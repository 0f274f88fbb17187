/**
 * A dense layer: one of its sums, which numbers spoke for it, and for answers also against another one.
 *
 * @typedef {import("./detail.js").Taken} Taken
 */
import { element } from "../../ui/elements.js";
import { textOf } from "../../ui/parts.js";
import { accountOf } from "./account.js";
import { ANSWERS, nameOf } from "./answers.js";
import { DIGITS } from "../../reader/shared/contract.js";
import { createMapPicture } from "./map-picture.js";
import { shareOf, strongest } from "./mosaic.js";
import { voicesOf } from "./speaking.js";
import { number, signed } from "./written.js";

const SHOWN = 6; // numbers that speak the loudest; more are longer to read and say less

const HOW = "Each number × how much more its weight is for the one than for the other.";
const HOW_PUPILS = "Each number × how much more it counts for the one than for the other.";

export function createWeigh() {
  const rows = Array.from({ length: SHOWN }, createVoice);
  const list = element(
    "ol",
    { class: "voices", role: "list", "data-testid": "voices" },
    ...rows.map(({ item }) => item),
  );
  const lines = element("p", { class: "sum", "data-testid": "weighed" });
  const say = textOf(lines);
  const title = element("h4");
  const sayTitle = textOf(title);
  const against = element("select", { "data-testid": "against" });
  const choice = element("label", { class: "against" }, "Compared with ", against);
  const how = element("p", { class: "quiet" });
  const sayHow = textOf(how);
  const root = element("div", { class: "weigh" }, choice, title, how, list, lines);
  /** @type {Taken} */
  let taken;
  let chosen = ""; // by the person; "" for the likeliest other digit
  against.addEventListener("change", () => {
    chosen = against.value;
    show(taken);
  });

  /** @param {Taken} now */
  function show(now) {
    taken = now;
    const { step, inputs, output, map, isAnswer, level } = now;
    const isPupil = level === "pupil";
    sayHow(isPupil ? HOW_PUPILS : HOW);
    choice.hidden = how.hidden = !isAnswer;
    const other = isAnswer ? otherOf(output.values, map) : -1;
    const of = (/** @type {number} */ channel) => accountOf(step, inputs, { x: 0, y: 0, channel });
    const account = of(map);
    const voices = voicesOf(account, other >= 0 ? of(other) : null);
    const most = Math.abs(voices[0].product);
    rows.forEach((row, i) => row.show(voices[i], most, now));
    sayTitle(other >= 0 ? `What spoke for ${nameOf(map)} and against ${nameOf(other)}` : `What made number ${map + 1}`);
    const name = isAnswer ? `Evidence for ${nameOf(map)}` : "The sum";
    const sum = `${account.parts.length} products ${number(account.sum)}`;
    const [bias, total] = [signed(account.bias), number(account.total)];
    const together = isPupil ? `${sum} ${bias} always added = ${total}` : `${sum} ${bias} bias = ${total}`;
    const whole = account.bias ? together : sum;
    say(`${name}: ${account.isRelu ? `${whole}, and after ReLU ${number(account.value)}` : whole}.`);
  }

  /** @param {Float32Array} values @param {number} map */
  function otherOf(values, map) {
    if (against.options.length !== values.length)
      against.replaceChildren(...[...values.keys()].map((i) => new Option(nameOf(i), ANSWERS[i] ?? `${i}`)));
    const asked = ANSWERS.indexOf(chosen);
    const others = [...values.keys()].filter((i) => i !== map && i < DIGITS);
    const second = others.reduce((best, i) => (values[i] > values[best] ? i : best));
    const other = asked >= 0 && asked !== map && asked < values.length ? asked : second;
    against.selectedIndex = other;
    return other;
  }
  return { root, show, stop() {} };
}

function createVoice() {
  const [name, text, fill] = [element("b"), element("span"), element("i", { "aria-hidden": "true" })];
  const [sayName, say] = [textOf(name), textOf(text)];
  const picture = createMapPicture("The map that the number comes from");
  const item = element("li", {}, picture.box, name, fill, text);
  return {
    item,
    /** @param {import("./speaking.js").Voice | undefined} voice @param {number} most @param {Taken} taken */
    show(voice, most, { maps, scale }) {
      item.hidden = !voice;
      if (!voice) return;
      picture.box.hidden = !maps;
      if (maps) picture.show(maps, voice.at, strongest(maps.values), scale);
      sayName(maps ? `Map ${voice.at + 1}` : `Number ${voice.at + 1}`);
      say(`${number(voice.value)} × ${number(voice.weight)} = ${number(voice.product)}`);
      item.toggleAttribute("data-below", voice.product < 0);
      fill.style.setProperty("--share", shareOf(voice.product ** 2, most ** 2).toFixed(2));
    },
  };
}
