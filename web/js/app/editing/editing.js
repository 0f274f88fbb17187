/** What edits ink on the pad, and how wide it is drawn, fetched when the first of it is needed. */
export { withoutDigit } from "../drawings/erase.js";
export { fixed } from "../drawings/fixes.js";
export { placedWithNotes } from "../drawings/notes.js";
export { asSaid } from "../drawings/said.js";
export { keptTogether } from "../drawings/together.js";
export { createEraser } from "./eraser.js";
export { meantBy } from "./gestures.js";
export { widthsOf } from "../../pad/widths.js";
export { createActs } from "./acts.js";
