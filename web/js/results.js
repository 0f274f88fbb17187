/**
 * Shows a reading: the digit, how sure it is, ten bars and the picture that the network got.
 *
 *     const results = createResults(document);
 *     results.show(reading, "Nothing drawn yet");
 *     results.say(reading);
 *
 * `show` runs many times a second while someone draws: it only writes what has changed, and never measures the page.
 *
 * @typedef {{ digit: number, confidence: number, probabilities: ArrayLike<number>, image: ArrayLike<number> }} Digit
 * @typedef {{ text: string, digits: Digit[] }} Reading
 */

const SURE = 0.9; // from here on the digit stands alone
const LIKELY = 0.6; // below, two digits are named as equals
const SIDE = 28; // pixels of the network's picture, each way

/** @param {ParentNode} root holds the elements, marked by data-testid */
export function createResults(root) {
  const showText = textOf(named(root, "reading"));
  const showSureness = textOf(named(root, "sureness"));
  const showBars = createBars(named(root, "bars"));
  const showPicture = createPicture(/** @type {HTMLCanvasElement} */ (named(root, "network-input")));
  const speak = textOf(named(root, "spoken"));
  /** @type {Reading | undefined} */
  let shown;
  return {
    /** @param {Reading} reading @param {string} otherwise what to say where it holds no digit */
    show(reading, otherwise) {
      const digit = reading.digits[0];
      showSureness(digit ? sureness(digit) : otherwise);
      if (reading === shown) return;
      shown = reading;
      showText(reading.text);
      showBars(digit);
      showPicture(digit);
    },
    /** Says a reading to people who listen instead of looking. @param {Reading} reading */
    say(reading) {
      const digit = reading.digits[0];
      speak(digit ? spoken(reading.text, digit) : "Empty");
    },
  };
}

/** @param {Digit} digit */
function sureness(digit) {
  const [first, second] = likeliest(digit.probabilities);
  const share = percent(digit.confidence);
  if (digit.confidence >= SURE) return `${share} sure`;
  if (digit.confidence >= LIKELY) return `${share}, perhaps ${second}`;
  return `Not sure: ${first} or ${second}`;
}

/** @param {string} text @param {Digit} digit */
function spoken(text, digit) {
  const share = percent(digit.confidence).replace("%", " percent");
  return digit.confidence >= LIKELY ? `${text}, ${share}` : `${sureness(digit)}, ${share}`;
}

/** @param {ArrayLike<number>} probabilities @returns {number[]} digits, the likeliest first */
function likeliest(probabilities) {
  return Array.from(probabilities, (_, digit) => digit).sort((a, b) => probabilities[b] - probabilities[a]);
}

/** @param {number} share never said to be all, because no reading is certain */
function percent(share) {
  return `${(100 * Math.min(share, 0.999)).toFixed(1)}%`;
}

/** @param {Element} list */
function createBars(list) {
  const bars = Array.from(list.children, (item) => ({
    item: /** @type {HTMLElement} */ (item),
    fill: /** @type {HTMLElement} */ (item.children[1]),
    showShare: textOf(item.children[2]),
  }));
  return (/** @type {Digit | undefined} */ reading) => {
    bars.forEach(({ item, fill, showShare }, digit) => {
      const share = reading ? reading.probabilities[digit] : 0;
      fill.style.setProperty("--share", share.toFixed(2));
      showShare(reading ? percent(share) : "");
      item.toggleAttribute("data-winner", reading?.digit === digit);
    });
  };
}

/** @param {HTMLCanvasElement} canvas */
function createPicture(canvas) {
  const context = /** @type {CanvasRenderingContext2D} */ (canvas.getContext("2d"));
  const pixels = new ImageData(SIDE, SIDE);
  const { data } = pixels;
  return (/** @type {Digit | undefined} */ reading) => {
    for (let i = 0; i < SIDE * SIDE; i++) {
      data[4 * i] = data[4 * i + 1] = data[4 * i + 2] = 255 * (reading?.image[i] ?? 0);
      data[4 * i + 3] = 255;
    }
    context.putImageData(pixels, 0, 0);
    canvas.setAttribute("aria-label", reading ? "What is drawn, as 28 by 28 pixels" : "Nothing drawn yet");
  };
}

/** A function that shows a text in an element, and leaves the element alone while the text stays the same. */
function textOf(/** @type {Element} */ element) {
  const node = new Text();
  element.replaceChildren(node);
  return (/** @type {string} */ text) => {
    if (node.data !== text) node.data = text;
  };
}

/** @param {ParentNode} root @param {string} name */
function named(root, name) {
  const element = root.querySelector(`[data-testid="${name}"]`);
  if (!element) throw new Error(`The page has no element with data-testid="${name}".`);
  return element;
}
