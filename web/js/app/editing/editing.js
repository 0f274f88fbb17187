/**
 * What edits ink on the pad, how wide it is drawn, and what shows the pad when a phone is turned: fetched when the
 * first of it is needed.
 */
export { withoutDigit } from "../drawings/erase.js";
export { fixed } from "../drawings/fixes.js";
export { placedWithNotes } from "../drawings/notes.js";
export { asSaid } from "../drawings/said.js";
export { keptTogether } from "../drawings/together.js";
export { createEraser } from "./eraser.js";
export { meantBy } from "./gestures.js";
export { widthsOf } from "../../pad/widths.js";
export { createActs } from "./acts.js";
export { showPadWhenTurned } from "./turned-phone.js";
