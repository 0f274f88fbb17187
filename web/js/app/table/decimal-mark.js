/** Which mark numbers of a table have: as chosen on this device, or else as usual in the browser's language. */
import { remembered } from "../../ui/storage.js";

/** The name among what this device remembers. */
export const COMMA = "decimal-comma";

/** @returns {import("./numbers.js").DecimalMark} */
export const usualMark = () => ((remembered(COMMA) ?? `${isUsual()}`) === "true" ? "," : ".");

const isUsual = () => new Intl.NumberFormat(navigator.language).format(0.5).includes(",");
