/** Names of the published networks for visitors, each with its number of parameters. Pure. */

/** @type {Record<string, string | undefined>} by their technical names */
const TITLES = {
  default: "Digitpad, 98 K",
  "first-cnn": "Small CNN, 42 K",
  "three-conv": "Deep CNN, 93 K",
  "l2-dense": "Dense CNN, 225 K",
  augmented: "Augmented CNN, 225 K",
  batchnorm: "Large CNN, 469 K",
};

/** "Digitpad, 98 K (default)"; of other networks the name alone. @param {string} name the technical one */
export const titleOf = (name) => (TITLES[name] ? `${TITLES[name]} (${name})` : name);

/** "Digitpad, 98 K"; of other networks the name alone. @param {string} name the technical one */
export const shortTitleOf = (name) => TITLES[name] ?? name;
