/** What the search for texts can't tell by itself. */

/**
 * Scripts whose words are for developers alone, or are read by machines: they stay in English. The service worker's,
 * what says why a network runs on TensorFlow.js, and what tells a programmer that a call was wrong.
 */
export const FOR_DEVELOPERS = new RegExp(
  [
    "^web/js/languages/",
    "^web/js/offline/(answer|arrival|build|install|names|retired|shown|worker)\\.js$",
    "^web/js/reader/network/(engine|tensorflow)/",
    "^web/js/reader/(network/operations|types|gate|prepared|picture/region)\\.js$",
    "^web/js/reader/packaged/",
    "^web/js/reader/shared/(starter|trusted-scripts|unless-aborted)\\.js$",
  ].join("|"),
);

/** Strings that look like texts and are none. */
export const NO_TEXTS = new Set([
  // Selectors, media queries, fonts, attributes and classes
  "button[type=submit], button:not([type]), input[type=submit], input[type=image]",
  "(prefers-color-scheme: dark)",
  "(forced-colors: active)",
  "(max-height: 30rem) and (orientation: landscape)",
  "not all",
  ", button, summary",
  "stage drawn",
  "stage ends",
  "system-ui, sans-serif",
  'width="{0}" height="{1}" viewBox="0 0 {2} {3}"',
  'fill="none" stroke="{0}" stroke-width="{1}" stroke-linecap="round" stroke-linejoin="round"',
  '<svg xmlns="http://www.w3.org/2000/svg" {0}>\n<rect width="100%" height="100%" fill="{1}"/>\n<g {2}>\n{3}</g>\n</svg>',
  // What marks files and messages
  "digitpad drawing",
  "digitpad table",
  "digitpad digits",
  "changed pages?",
  // What is typed, and names
  "python3 -m http.server",
  "uv run build.py",
  "Digitpad",
  "Adam",
  "Keras",
  "HTML",
  "JavaScript",
  "Preact",
  "Digitpad, 98 K",
  "Small CNN, 42 K",
  "Deep CNN, 93 K",
  "Dense CNN, 225 K",
  "Augmented CNN, 225 K",
  "Large CNN, 469 K",
  "Add", // an operation
  // What only a programmer can have done
  "read expects a region only with a picture; of strokes, leave out those outside it.",
  "This reader has been disposed of: create another with createReader().",
  "read expects 4 bytes a pixel; of {0} pixels, {1} bytes came.",
  "A worker was sent a network that its engine does not run.",
  "What this worker did was no longer wanted.",
  'The page has no element with data-testid="{0}".',
]);

const WORDING = "web/js/ui/wording.js";
const SETTINGS = "web/js/app/dialogs/settings.js";
const STEPPER = "web/js/app/sees/stepper.js";
const STAGES = "web/js/app/sees/stages.js";
const CHECKS = "web/js/app/table/checks.js";
const GRID = "web/js/app/table/grid.js";

/** Texts of single words, and those that are put together from words: where each is. */
export const ALSO = {
  ...words(WORDING, "unknown", "point", "comma", "minus", "slash", "colon", "and", "a {0}"),
  ...words("web/js/app/sees/answers.js", "A {0}"),
  ...words(SETTINGS, "System", "Light", "Dark", "Plain", "Blue", "Red", "Green", "Violet", "Squared", "Ruled", "Boxes"),
  ...words(STEPPER, "map", "number", "input map"),
  ...words("web/js/app/sees/sees.js", "Pupil", "Student"),
  ...words("web/js/app/sees/stage.js", "{0} map", "{0} maps", "{0} number"),
  ...words("web/js/report/comparison.js", "Multiply-adds", "packed", "{0} (published)"),
  ...words("web/js/ui/sets.js", "MNIST test", "pen strokes of held-out writers"),
  ...words("web/js/ui/sets.js", "MNIST test ({0})", "embedded digits, test"),
  ...words("web/js/ui/sets.js", "pen strokes of held-out writers ({0})"),
  ...words("tools/reports.py", "{0} filters", "{0} units", "rate {0}", "relu", "L2"),
  ...words(STAGES, "Convolution", "Depthwise convolution", "Max pooling", "Average pooling", "Global average pooling"),
  ...words(STAGES, "Dense", "Bias", "Shift", "Scale", "Flatten", "Softmax", "ReLU", "Input"),
  ...words(STAGES, "convolution", "depthwise convolution", "max pooling", "average pooling", "global average pooling"),
  ...words(STAGES, "dense", "bias", "shift", "scale", "flatten", "softmax", "input"),
  ...words("web/js/app/sees/written-out.js", "edge"),
  ...words(CHECKS, "row", "column", "{0} digit", "{0} decimal", "{0} decimals"),
  ...words("web/js/app/table/checks-form.js", "from", "to"),
  ...words(GRID, "empty", "typed"),
  ...words("web/js/app/game/game.js", "{0} points", "{0} point"),
  ...words("web/js/app/game/result.js", "nothing"),
  ...words("web/js/app/drawings/drawable.js", "missing"),
  ...words("web/js/report/curves.js", "training", "validation", "accuracy", "loss", "epoch"),
  ...words("web/js/report/reliability.js", "confidence"),
  ...words("web/js/report/settings.js", "yes"),
  ...words("web/js/app/dialogs/settings.js", "Language", "The browser's"),
};

/** @param {string} file @param {...string} texts */
function words(file, ...texts) {
  return Object.fromEntries(texts.map((text) => [text, file]));
}
