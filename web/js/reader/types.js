/**
 * What goes into a reader and comes out of it: the one home of these types. Plain objects; nothing here runs.
 *
 * @typedef {{ x: number, y: number, t?: number, group?: number }} Point y down; t in milliseconds; group on a stroke's
 *   first point, where somebody has told which digit it is of: the same for all strokes of that digit, and no others
 * @typedef {Point[]} Stroke from where the pen went down to where it was lifted
 * @typedef {{ x: number, y: number, width: number, height: number }} Box in the source's units, or a picture's pixels
 * @typedef {{ width: number, height: number }} Size in the units of what has it
 *
 * @typedef {readonly Readonly<Point>[]} Points a stroke as it comes
 * @typedef {readonly (readonly [x: number, y: number, t?: number])[]} Pairs the same as pairs
 * @typedef {{ readonly points: Points }} PointGroup the same as signature_pad's `toData()` has it
 * @typedef {readonly (Points | Pairs | PointGroup)[]} Strokes `[[{x, y, t?}, …], …]`, in any units, y down; or lists of
 *   pairs `[x, y]`, or what signature_pad's `toData()` gives
 * @typedef {{ readonly width: number, readonly height: number, readonly data: Uint8ClampedArray | Uint8Array }} Pixels
 *   RGBA, row by row, as ImageData has it
 * @typedef {{ readonly displayWidth: number, readonly displayHeight: number, readonly codedWidth: number }} Frame a
 *   VideoFrame, which older TypeScript does not know
 * @typedef {HTMLCanvasElement | OffscreenCanvas | HTMLImageElement | HTMLVideoElement | Frame | ImageBitmap
 *   | ImageData | Pixels | Blob} PictureSource dark on light or light on dark, flat or photographed; a Blob holds what
 *   the browser can decode, such as PNG, JPEG, WebP, GIF, BMP or AVIF
 * @typedef {Strokes | PictureSource} Source what is read
 *
 * @typedef {object} Network one of your own, whose files you have
 * @property {Card} card what its `card.json` holds
 * @property {Uint8Array | ArrayBuffer} graph the bytes of `model.json`
 * @property {Uint8Array | ArrayBuffer} weights the bytes of `weights.bin`
 *
 * @typedef {object} ReaderOptions
 * @property {string | URL | Network} [model] which network reads: one of `models`, `"default"` without it; the address
 *   of a network's `card.json`, absolute or from the page; or the network itself
 * @property {(progress: Progress) => void} [onProgress] told the bytes of the network that have arrived
 * @property {AbortSignal} [signal] ends the loading: it rejects with the signal's reason, as fetch does
 * @property {string} [lang] the language in which errors say what failed: the page's, without it
 * @property {Record<string, string | Record<string, string | number>>} [texts] of a language that Digitpad does not
 *   speak, or in place of its own: English → translation
 * @property {string | URL} [base] of the npm package: the address under which its files lie, where a bundler does not
 *   bring `pictures.js` along
 *
 * @typedef {object} Digit
 * @property {number} digit 0 to 9: the best guess, also where it is rejected
 * @property {number} confidence the probability that it is a digit, and this one, in [0, 1]
 * @property {number[]} probabilities of each of the ten digits, given that it is one; their sum is 1
 * @property {{ digit: number, confidence: number }[]} alternatives the next three, the likeliest first
 * @property {boolean} rejected whether it is taken for no digit, and reads "?"
 * @property {true} [doubtful] where it is rejected although it may be a digit: a mark that stands alone, likelier than
 *   what is surely none, of a confidence below 0.5
 * @property {number} row 0 for the uppermost
 * @property {Box} box where it is, in the source's units
 * @property {Digit} [readAs] on the page: what the network read, where a person said that it is this digit
 * @property {Float32Array} image the prepared 28×28 that the network got: 784 values in [0, 1], ink bright
 *
 * @typedef {object} ReadNumber a number as it is written: digits, and the marks beside and between them
 * @property {string} text its digits, "?" for what is none, and its marks: "." "," "-" ":" "/"
 * @property {number | null} value what it is worth, "," being a decimal point, too: -12.5 for "-12,5"; null of a date,
 *   a time, and where there is a "?"
 * @property {Digit[]} digits from left to right, the same as in the reading
 * @property {{ mark: string, box: Box }[]} marks from left to right
 * @property {number} confidence the probability that all of its digits are right, in [0, 1]: the product of theirs
 * @property {Box} box around its digits and marks, in the source's units
 * @property {true} [unlike] in a table: it is written otherwise than most numbers of its column, with another mark or
 *   another count of decimals. A mark may be lost.
 *
 * @typedef {{ numbers: ReadNumber[] }} Row numbers from left to right
 *
 * @typedef {object} Table rows from top to bottom, of as many cells each. Several ruled tables of a picture are one:
 *   side by side where their rows are on the same lines, else one below the other
 * @property {(ReadNumber | null)[][]} rows the numbers; null where a cell is empty. Numbers in one cell are one, whose
 *   value is null
 * @property {Box[][]} boxes where each cell is, an empty one, too
 * @property {ReadNumber[]} [outside] numbers beside its ruled lines, such as a title's; absent where there is none
 *
 * @typedef {object} Reading
 * @property {string} text what is read, numbers separated by " " and rows by "\n"; "" where there is no ink. What is
 *   no digit and no mark of a number reads "?" in its place, a slip of the pen too: whoever wrote it sees that there is
 *   something that is not understood
 * @property {Digit[]} digits in reading order, those that are no digit among them; marks are not
 * @property {Row[]} rows from top to bottom
 * @property {Table} [table] of a picture: its numbers in rows and columns, where they are a table
 * @property {number} [leftOut] how many strokes, or pieces of ink in a picture, were not read, since there are too
 *   many: the oldest strokes, or the pieces least like the others in size and the lowest rows; absent where all were
 *   read
 *
 * @typedef {object} ReadOptions
 * @property {AbortSignal} [signal] ends the reading: it rejects with the signal's reason, as fetch does
 * @property {(share: number) => void} [onProgress] is told how much of a picture has been read, in [0, 1], rising;
 *   strokes are read too soon to tell of it
 * @property {Box} [region] of a picture, in its pixels once it is upright: only this part is read, in its full
 *   resolution. What of it lies outside the picture is left out
 * @property {boolean} [live] of a picture that is one of many, such as a camera's: it is read beside the page's own
 *   thread however small it is
 *
 * @typedef {object} Lesson a correction
 * @property {Float32Array} image a prepared digit: 784 values in [0, 1], ink bright
 * @property {number | null} digit what it is: 0 to 9, null for no digit
 *
 * @typedef {object} Reader
 * @property {(source: Source, options?: ReadOptions) => Promise<Reading>} read reads one digit, a number or rows of
 *   numbers. Of more than 500 strokes, the newest 500 are read. Rejects with a `TypeError` for what is no such source,
 *   where there is too much to read (a stroke of more than 1,000,000 points, a picture of more than 100 megapixels),
 *   and for a region that is empty, not finite or outside the picture: its message says what was expected, what came
 *   and what to do. Rejects with the signal's reason once it is aborted, and with an `Error` where the worker that
 *   reads pictures stops half-way; the next picture gets another one
 * @property {(image: Float32Array, box?: Box) => Promise<Reading>} readPrepared reads one prepared digit: 784 values,
 *   28×28 row by row, in [0, 1], ink bright on black, fitted into a 20×20 box with its centre of mass at the centre, as
 *   MNIST's digits are. `box` is where it came from, and is passed on. This and the following reject with a `TypeError`
 *   for arguments that are none, and with a `ModelError` where the network gives what are no probabilities
 * @property {(images: Float32Array) => Promise<Float32Array>} classify many prepared digits at once: n×784 values in,
 *   n×10 out, the probability of each digit given that it is one
 * @property {(images: Float32Array) => Promise<Float32Array>} scores the same in, n×11 out: the probability that it is
 *   each digit and, last, that it is none
 * @property {(corrections: Lesson[]) => Promise<void>} learn from now on this reader reads what is drawn like these as
 *   it is told, in the place of what it was told before; an empty list makes it forget. A correction is a prepared
 *   digit, such as the `image` of a `Digit`, and what it is. Rejects with a `TypeError` for what are no such
 *   corrections, or more than 200. Nothing is stored: keep the list yourself and teach it again on the next visit
 * @property {(image: Float32Array) => Promise<LayerOutput[]>} layers what each layer of the network makes of one
 *   prepared digit, the digit itself first; each layer comes after those whose outputs it needs
 * @property {() => Graph} graph what the network computes, and with which numbers: `nodes`, as TensorFlow's converter
 *   writes them, and `weights` by their names; nothing of it may be changed
 * @property {Card} card what is known of the network: `name`, `parameters`, `calibration`, `accuracy`, `training`, …
 * @property {Backend} backend what computes: "wasm", or "cpu" where WebAssembly is missing or refused; the console says
 *   why
 * @property {boolean | undefined} worker whether pictures are read in a worker, away from the page's own thread;
 *   undefined until one was large enough to ask for it. Where it is false, the console says why
 * @property {() => number} tensorCount how many networks are alive, of all readers together, or, of a network that
 *   TensorFlow.js runs, how many tensors; it stays the same over any number of readings
 * @property {() => void} dispose frees the network; once more does nothing, and reading afterwards rejects. Where it is
 *   known, `using reader = await createReader()` calls it
 *
 * @typedef {"wasm" | "cpu"} Backend WebAssembly, or plain JavaScript
 * @typedef {{ loaded: number, total: number }} Progress in bytes, once decoded
 *
 * @typedef {{ bytes: number, sha256: string, url: string }} CardFile
 * @typedef {{ name: string, files: Record<string, CardFile>, classes: number, [more: string]: any }} Card
 *
 * @typedef {object} Layer an operation of the network with all that the converter has fused into it
 * @property {string} name the node that gives its output
 * @property {string} kind "convolution", "max pooling", …
 * @property {string} activation "ReLU" where it is fused, else ""
 * @property {number[]} window height and width of what it looks at in one place; empty where it has none
 * @property {number} parameters numbers that training has found
 *
 * @typedef {object} Output of a layer for one image
 * @property {number[]} shape height, width, channels; or a length
 * @property {Float32Array} values row by row, and of each pixel, or cell, all channels
 *
 * @typedef {Layer & Output} LayerOutput
 *
 * @typedef {{ name: string, op: string, input?: string[], attr?: Record<string, any> }} Node of a graph, as
 *   TensorFlow's converter writes it
 *
 * @typedef {object} Weight
 * @property {number[]} shape
 * @property {"float32" | "int32" | "bool"} dtype
 * @property {Float32Array | Int32Array | Uint8Array} values of float32, int32 and bool, row by row
 *
 * @typedef {{ nodes: Node[], weights: Record<string, Weight> }} Graph weights by the names of their nodes
 */
export {};
