/**
 * The page's first script: a pad that takes ink before anything else of the page has arrived. `main.js` goes on with
 * the same pad, and with what has been drawn on it by then.
 */
import "../languages/start.js";
import { Pad } from "../pad/pad.js";
import { named } from "../ui/parts.js";
import { applyPreferences, preferences } from "./preferences.js";

applyPreferences(preferences()); // before there is a pad, which looks at them
export const surface = /** @type {HTMLCanvasElement} */ (named(document, "pad"));
export const pad = new Pad(surface);
addEventListener("theme", () => pad.redraw());
document.documentElement.dataset.pad = ""; // the sheet is hidden until then: see css/app.css
