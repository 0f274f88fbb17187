/** Which network this device's owner chose. */
import { remember, remembered } from "../ui/storage.js";

const NAME = "model";

/** The network that was chosen here before, if it is one of these, or else the first. @param {string[]} names */
export function chosenNetwork(names) {
  const chosen = remembered(NAME);
  return chosen && names.includes(chosen) ? chosen : names[0];
}

/** @param {string} name */
export const rememberNetwork = (name) => remember(NAME, name);
