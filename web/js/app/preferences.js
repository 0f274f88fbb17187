/**
 * How the pad looks, as its owner likes it, remembered on the device. None of it changes what is read.
 *
 * @typedef {object} Preferences
 * @property {number} pen its width in pad units
 * @property {string} ink one of INKS
 * @property {string} paper one of PAPERS
 */
import { remember, remembered } from "../ui/storage.js";

/** Names of colours, which are the stylesheet's: each theme has its own; the plain one is black or white. */
export const INKS = ["plain", "blue", "red", "green", "violet"];
/** What lies under the ink. */
export const PAPERS = ["plain", "squared", "ruled", "boxes"];
/** Pad units. */
export const PEN = { least: 10, most: 60, step: 2 };

/** @type {Preferences} a felt pen, both on a phone and in a wide window */
export const USUAL = { pen: 26, ink: "plain", paper: "plain" };

const NAME = "pad";

/** @returns {Preferences} what was chosen here before, and of what was not, or can't be, the usual */
export function preferences() {
  const { pen, ink, paper } = stored();
  return {
    pen: pen >= PEN.least && pen <= PEN.most ? pen : USUAL.pen,
    ink: INKS.includes(ink) ? ink : USUAL.ink,
    paper: PAPERS.includes(paper) ? paper : USUAL.paper,
  };
}

function stored() {
  try {
    return JSON.parse(remembered(NAME) ?? "{}") ?? {};
  } catch {
    return {};
  }
}

/** Shows them on the page. @param {Preferences} chosen */
export function applyPreferences({ pen, ink, paper }) {
  const { dataset, style } = document.documentElement;
  Object.assign(dataset, { ink, paper });
  style.setProperty("--pen", `${pen}`);
  // Without its lines, the page works as well.
  if (paper !== USUAL.paper) void import("./papers.js").catch(() => {});
}

/** @param {Preferences} chosen */
export const rememberPreferences = (chosen) => remember(NAME, JSON.stringify(chosen));
