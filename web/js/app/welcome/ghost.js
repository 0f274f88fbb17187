/**
 * A number that an empty pad writes by itself, in faint ink, to show what it is for: once on a device, and never for
 * people who want less motion. It is no ink, is never read, and goes at once when somebody begins.
 */
import { curveOf } from "../../pad/curve.js";
import { shape } from "../../ui/elements.js";
import { remember, remembered } from "../../ui/storage.js";
import { centred, written } from "./hand.js";

const NUMBER = "2048";
const NAME = "greeted"; // in storage

/** Seconds that a hand takes for a stroke. If larger, people wait longer for their turn. */
const STROKE = 0.5;

/** Seconds that the number stays once it is written. If larger, people wait longer for their turn. */
const STAYS = 0.7;

/**
 * @param {HTMLElement} sheet
 * @param {HTMLElement} surface of the pad, on it
 * @param {{ width: number, height: number }} size of the pad
 * @param {() => void} onWritten
 * @returns {() => void} ends it
 */
export function showGhost(sheet, surface, size, onWritten) {
  if (remembered(NAME) || matchMedia("(prefers-reduced-motion: reduce)").matches) return () => {};
  remember(NAME, "1");
  const strokes = centred(written(NUMBER), size, 0.6);
  const paths = strokes.map((stroke) => shape("path", { d: curveOf(stroke), pathLength: 1 }));
  paths.forEach((path, i) => path.style.setProperty("animation-delay", `${i * STROKE}s`));
  const drawn = shape(
    "svg",
    { class: "ghost", viewBox: `0 0 ${size.width} ${size.height}`, "aria-hidden": "true", "data-testid": "ghost" },
    ...paths,
  );
  const over = new AbortController();
  const end = () => {
    over.abort();
    drawn.remove();
    sheet.removeAttribute("data-ghost");
  };
  const isWritten = setTimeout(
    () => {
      end();
      onWritten();
    },
    1000 * (paths.length * STROKE + STAYS),
  );
  over.signal.addEventListener("abort", () => clearTimeout(isWritten));
  for (const type of ["pointerdown", "focus"])
    surface.addEventListener(type, end, { signal: over.signal, capture: true });
  sheet.toggleAttribute("data-ghost", true);
  sheet.append(drawn);
  return end;
}
