/**
 * Two tools that turn the picture on the sheet to the left or to the right; it is read again then, or the part of it
 * that was read. Each way round is made once.
 *
 * @typedef {import("../state.js").Picture} Picture
 * @typedef {import("../state.js").KeptPicture} KeptPicture
 */
import { element, shape } from "../../ui/elements.js";
import { named } from "../../ui/parts.js";
import { NOTHING } from "../state.js";
import { isTyping, letterTyped } from "../tools.js";
import { inPixels, inShares, turnedRight } from "./rectangle.js";
import { placeOf, turnedFile } from "./turned-file.js";

const WAYS = [
  {
    name: "turn-left",
    label: "Turn left",
    title: "Turn left (L)",
    word: "Left",
    key: "l",
    by: -1,
    icon: "M4 5v5h5M4.5 10a8 8 0 1 1 1.2 7.5",
  },
  {
    name: "turn-right",
    label: "Turn right",
    title: "Turn right (R)",
    word: "Right",
    key: "r",
    by: 1,
    icon: "M20 5v5h-5M19.5 10a8 8 0 1 0-1.2 7.5",
  },
];

/**
 * @param {ParentNode} root holds the tools
 * @param {Pick<ReturnType<typeof import("../bring.js").createBring>, "file" | "earlier">} bring
 */
export function createTurning(root, bring) {
  /** @type {(Picture & { origin: File }) | null} the one on the sheet, if it can be turned */
  let shown = null;
  /** @type {WeakMap<File, Map<number, KeptPicture>>} by its file as it came, and how far it has been turned */
  const known = new WeakMap();
  /** @type {{ origin: File, quarters: number } | null} what is on its way to the sheet */
  let coming = null;

  const turn = async (/** @type {number} */ by) => {
    const picture = shown;
    if (!picture) return;
    const { origin } = picture;
    const before = coming?.origin === origin ? coming.quarters : picture.quarters;
    const quarters = (before + by + 4) % 4;
    const wanted = (coming = { origin, quarters });
    const [made, asItCame] = [quarters, 0].map((way) => known.get(origin)?.get(way));
    const region = partOf(picture, quarters, made?.size ?? placeOf((asItCame ?? picture).size, quarters));
    if (made) await bring.earlier({ text: null, strokes: [], picture: { ...made, region } });
    else await bring.file({ ...arrivalOf(picture), region, quarters, turned: () => turnedFile(origin, quarters) });
    if (coming === wanted) coming = null;
  };
  /** @param {Picture & { origin: File }} picture */
  const keep = ({ image, loaded, close, ...kept }) => {
    const ways = known.get(kept.origin) ?? new Map();
    known.set(kept.origin, ways.set(kept.quarters, { ...kept, reading: NOTHING }));
  };

  const buttons = WAYS.map((way) => buttonFor(way, () => void turn(way.by)));
  named(root, "clear").before(...buttons);
  document.addEventListener("keydown", (event) => {
    const { ctrlKey, metaKey, altKey, shiftKey, target, defaultPrevented } = event;
    if (ctrlKey || metaKey || altKey || shiftKey || defaultPrevented) return;
    const way = WAYS.find((each) => each.key === letterTyped(event));
    if (!shown || !way || isTyping(target) || document.querySelector("dialog:modal")) return;
    event.preventDefault();
    void turn(way.by);
  });
  return {
    /** @param {Picture | null} picture the one on the sheet */
    show(picture) {
      shown = picture?.origin ? { ...picture, origin: picture.origin } : null;
      if (shown?.size.width) keep(shown);
      for (const button of buttons) button.hidden = !shown;
    },
  };
}

/** The same picture, without those that came with it. @param {Picture & { origin: File }} picture */
const arrivalOf = ({ origin, after }) => ({ file: origin, rest: [], after, timeStamp: performance.now() });

/**
 * What is read of a picture once it is turned: the same as before.
 * @param {Picture} picture
 * @param {number} quarters how far it is turned then
 * @param {import("../state.js").Size} size that it has then
 */
const partOf = (picture, quarters, size) =>
  picture.region &&
  inPixels(turnedRight(inShares(picture.region, picture.size), (quarters - picture.quarters + 4) % 4), size);

/** @param {typeof WAYS[number]} way @param {() => void} onPress */
function buttonFor({ name, label, title, word, icon }, onPress) {
  const button = element(
    "button",
    {
      ...{ type: "button", "data-testid": name, hidden: "" },
      ...{ "aria-label": label, title },
    },
    shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true" }, shape("path", { d: icon })),
    element("span", {}, word),
  );
  button.addEventListener("click", onPress);
  return button;
}
