/**
 * What `build.py bench` measures inside a page: put into Digitpad's page, and into the one with stock TensorFlow.js,
 * before their own scripts, so that both are timed by the same lines.
 */
globalThis.bench = (() => {
  const { SIDE, PIXELS, DIGITS, CLASSES } = globalThis.contract; // as train/contract.py has them
  const BATCH = 64; // images at a time, for stock TensorFlow.js as well: what Digitpad does with many
  const PATIENCE = 60_000; // ms; a page that takes longer has failed

  // Events

  const latencies = []; // ms from the end of each stroke to its reading
  const deliveries = []; // ms of that before the page got to know of the end
  let firstReading = 0; // ms after navigation started; 0 before
  document.addEventListener("reading", ({ detail }) => {
    if (detail.text) firstReading ||= performance.now();
    if (detail.finished && detail.strokes) latencies.push(detail.latencyMs);
  });

  addEventListener(
    "pointerup",
    (event) => part("pad").contains(event.target) && deliveries.push(performance.now() - event.timeStamp),
    true,
  );

  async function until(what, condition) {
    const end = performance.now() + PATIENCE;
    while (!condition()) {
      if (performance.now() > end) throw new Error(`waited ${PATIENCE / 1000} s for ${what}; ${why()}`);
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
  }

  const part = (name) => document.querySelector(`[data-testid="${name}"]`);
  const why = () => `the page is ${document.documentElement.dataset.state}: ${part("message")?.textContent}`;

  const ready = () => until("the page to be ready", () => document.documentElement.dataset.state === "ready");

  /** Draws a 1 as soon as the pad takes it, which the page marks; one of a version that does not switches Undo on. */
  async function drawWhileLoading() {
    await until("a pad that takes ink", () => {
      const isMarked = document.documentElement?.dataset.pad !== undefined;
      if (part("undo")?.disabled) drawLine(part("pad"));
      return isMarked || part("undo")?.disabled === false;
    });
  }

  /** Draws a 1 in the first frame that shows the pad. */
  function drawWhenSeen() {
    const isSeen = () => part("pad")?.checkVisibility({ visibilityProperty: true });
    const look = () => (isSeen() ? drawLine(part("pad")) : requestAnimationFrame(look));
    requestAnimationFrame(look);
  }

  /** @returns {Promise<number>} 0 where nothing has been read a second after the page is ready */
  async function timeOfReadingOnceReady() {
    await ready();
    await new Promise((resolve) => setTimeout(resolve, 1000));
    return firstReading;
  }

  /** @param {number} [slant] of the pad's width */
  function drawLine(pad, slant = 0) {
    const { left, top, width, height } = pad.getBoundingClientRect();
    const at = (type, y, buttons) => {
      const place = { clientX: left + width * (0.5 + slant * y), clientY: top + y * height };
      pad.dispatchEvent(new PointerEvent(type, { ...place, buttons, pointerId: 1, isPrimary: true, bubbles: true }));
    };
    at("pointerdown", 0.2, 1);
    for (let y = 0.25; y < 0.8; y += 0.05) at("pointermove", y, 1);
    at("pointerup", 0.8, 0);
  }

  async function timeOfFirstReading() {
    await until("the first reading", () => firstReading);
    return firstReading;
  }

  let shift = 0; // sum of all layout shifts
  new PerformanceObserver((list) => list.getEntries().forEach(({ value }) => (shift += value))).observe({
    type: "layout-shift",
    buffered: true,
  });

  // Many readings, no two of the same drawing

  async function readNew(drawings, from, count) {
    for (let i = from; i < from + count; i++) {
      const moved = drawings[i % drawings.length].map((stroke) =>
        stroke.map(({ x, y }) => ({ x: x * (1 + i / 1000), y: y + i })),
      );
      await reader.read(moved);
    }
  }

  async function drawNew(from, count) {
    for (let i = from; i < from + count; i++) {
      const read = latencies.length;
      drawLine(part("pad"), i / (from + count) / 10);
      await until("the reading", () => latencies.length > read);
      part("clear").click();
    }
    latencies.length = deliveries.length = 0; // so that what is measured is not what measures
  }

  // Readers: both are a `classify` from n×784 values to n×10

  let reader; // Digitpad's
  let classify;

  async function openDigitpad() {
    const { createReader } = await import(new URL("digits.js", location.href).href);
    reader = await createReader({ model: "default" });
    classify = reader.classify;
    return reader.backend;
  }

  async function openStock(backend) {
    if (backend) await tf.setBackend(backend);
    await tf.ready();
    const model = await tf.loadGraphModel("model.json");
    classify = async (images) => {
      const results = new Float32Array((images.length / PIXELS) * DIGITS);
      for (let from = 0; from * PIXELS < images.length; from += BATCH) {
        const batch = images.subarray(from * PIXELS, (from + BATCH) * PIXELS);
        const output = tf.tidy(() => model.predict(tf.tensor4d(batch, [batch.length / PIXELS, SIDE, SIDE, 1])));
        const probabilities = await output.data();
        const count = batch.length / PIXELS;
        const classes = probabilities.length / count; // ten digits, and what is none
        for (let i = 0; i < count; i++) {
          results.set(probabilities.subarray(i * classes, i * classes + DIGITS), (from + i) * DIGITS);
        }
        output.dispose();
      }
      return results;
    };
    await classify(new Float32Array(PIXELS));
    return { backend: tf.getBackend(), firstResult: performance.now() };
  }

  /** The 28×28s that Digitpad makes of drawings, as text. */
  async function prepare(drawings) {
    const readings = [];
    for (const strokes of drawings) readings.push(await reader.read(strokes));
    const bytes = new Uint8Array(Float32Array.from(readings.flatMap(({ digits }) => [...digits[0].image])).buffer);
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  }

  let images; // Float32Array of as many 784s as there are drawings

  /** Takes over what `prepare` made, warms up, and tells which digits are read. */
  async function take(text) {
    images = new Float32Array(bytesOf(text).buffer);
    const results = await classify(images);
    return rowsOf(results, DIGITS).map(likeliest);
  }

  /** Milliseconds of a call with one image, each out of `together` calls, and seconds of one call with `many`. */
  async function time({ calls, together, many }) {
    const count = images.length / PIXELS;
    const image = (i) => images.subarray((i % count) * PIXELS, ((i % count) + 1) * PIXELS);
    const milliseconds = [];
    for (let i = 0; i < calls; i++) {
      const start = performance.now();
      for (let j = 0; j < together; j++) await classify(image(i * together + j));
      milliseconds.push((performance.now() - start) / together);
    }
    const batch = new Float32Array(many * PIXELS);
    for (let i = 0; i < many; i++) batch.set(image(i), i * PIXELS);
    const start = performance.now();
    await classify(batch);
    return { milliseconds, seconds: (performance.now() - start) / 1000 };
  }

  // Accuracy

  /** What is read of each source, as plain data; a source that can't be read gives a reading with an `error`. */
  async function readSources(sources) {
    const readings = [];
    for (const source of sources) readings.push(await readSource(source));
    return readings;
  }

  async function readSource(source) {
    try {
      const { text, digits, table } = await reader.read(sourceOf(source));
      const plain = digits.map(({ digit, confidence, rejected, box }) => ({ digit, confidence, rejected, box }));
      return { text, digits: plain, table: table && table.rows.map((row) => row.map(cellOf)) };
    } catch (error) {
      return { text: "", digits: [], error: String(error) };
    }
  }

  /** What is read in a cell, and the confidence of its least sure digit, 0 where the page has it checked. */
  function cellOf(number) {
    if (!number) return null;
    const sure = number.digits.map(({ confidence, rejected }) => (rejected ? 0 : confidence));
    return { text: number.text, least: number.unlike ? 0 : Math.min(1, ...sure) };
  }

  function sourceOf({ strokes, canvas, pixels, file }) {
    if (file) return new Blob([bytesOf(file)]);
    if (pixels) return greyPicture(pixels);
    return canvas ? drawn(strokes, canvas) : strokes.map((stroke) => stroke.map(([x, y]) => ({ x, y })));
  }

  function greyPicture({ width, height, grey }) {
    const data = new Uint8ClampedArray(4 * width * height).fill(255);
    bytesOf(grey).forEach((value, i) => data.fill(value, 4 * i, 4 * i + 3));
    return new ImageData(data, width, height);
  }

  function drawn(strokes, { width, height, pen }) {
    const canvas = Object.assign(document.createElement("canvas"), { width, height });
    const context = canvas.getContext("2d");
    context.fillStyle = "white";
    context.fillRect(0, 0, width, height);
    context.lineWidth = pen;
    context.lineCap = context.lineJoin = "round";
    for (const [start, ...others] of strokes) {
      context.beginPath();
      context.moveTo(...start);
      for (const point of [start, ...others]) context.lineTo(...point);
      context.stroke();
    }
    return canvas;
  }

  /** The digits that `classify` finds likeliest in prepared images of 784 bytes, and how sure the reader is of each. */
  async function classifyPixels(text) {
    const images = Float32Array.from(bytesOf(text), (value) => value / 255);
    const [ten, eleven] = [await reader.classify(images), await reader.scores(images)];
    const confidence = rowsOf(eleven, CLASSES).map((row) => Math.max(...row.subarray(0, DIGITS)));
    return { digits: rowsOf(ten, DIGITS).map(likeliest), confidence };
  }

  // Corrections

  const readers = new Map(); // by the network's name
  let prepared; // Float32Array of n×784

  /** Takes prepared images of 784 bytes in the place of, or beside, those that are here. */
  function takePrepared(text, isFirst) {
    const more = Float32Array.from(bytesOf(text), (value) => value / 255);
    const before = isFirst ? new Float32Array(0) : prepared;
    prepared = new Float32Array(before.length + more.length);
    prepared.set(before);
    prepared.set(more, before.length);
  }

  const preparedAt = (i) => prepared.subarray(i * PIXELS, (i + 1) * PIXELS);

  /**
   * What a network reads in some of the prepared images, and how sure it is, after it has learnt corrections
   * [index, digit] alone. What is refused reads 10.
   */
  async function readAfter(model, corrections, indices) {
    if (!readers.has(model)) {
      const { createReader } = await import(new URL("digits.js", location.href).href);
      readers.set(model, await createReader({ model }));
    }
    const { learn, scores, card } = readers.get(model);
    await learn(corrections.map(([i, digit]) => ({ image: preparedAt(i), digit })));
    const images = new Float32Array(indices.length * PIXELS);
    indices.forEach((index, i) => images.set(preparedAt(index), i * PIXELS));
    const ten = rowsOf(await scores(images), CLASSES).map((row) => row.subarray(0, DIGITS));
    const confidence = ten.map((row) => Math.max(...row));
    const digits = ten.map((row, i) => (confidence[i] < card.calibration.reject ? DIGITS : likeliest(row)));
    return { digits, confidence };
  }

  const likeliest = (values) => values.indexOf(Math.max(...values));

  const rowsOf = (values, width) =>
    Array.from({ length: values.length / width }, (_, i) => values.subarray(i * width, (i + 1) * width));

  const bytesOf = (base64) => Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));

  /** Drops a file on the page: ms from its arrival to its reading, and ms of each task over 50 ms meanwhile. */
  async function drop(file, type) {
    const files = new DataTransfer();
    files.items.add(new File([bytesOf(file)], "photograph", { type }));
    const reading = new Promise((resolve) =>
      document.addEventListener("reading", ({ detail }) => resolve(detail), { once: true }),
    );
    const tasks = await longTasks(async () => {
      document.body.dispatchEvent(new DragEvent("drop", { dataTransfer: files, bubbles: true, cancelable: true }));
      await reading;
    });
    const { text, latencyMs } = await reading;
    return { text, latencyMs, tasks };
  }

  /** ms of each task over 50 ms while something is done; browsers do not tell of shorter ones. */
  async function longTasks(act) {
    await new Promise((resolve) => setTimeout(resolve, 500)); // what went before is no part of it
    const tasks = [];
    const observer = new PerformanceObserver((list) => tasks.push(...list.getEntries()));
    observer.observe({ type: "longtask" });
    await act();
    await new Promise((resolve) => setTimeout(resolve, 500)); // they are told of late
    observer.disconnect();
    return tasks.map(({ duration }) => duration);
  }

  // Inner views

  const isOpen = {
    sees: () => document.querySelector('[data-part="search"] canvas'),
    compare: () => {
      const cards = [...document.querySelectorAll('[data-testid^="compare-"]')];
      return cards.length && cards.every(({ textContent }) => textContent.includes("ms per digit"));
    },
  };

  /** Opens a panel of a page with a digit on its pad: ms of each task over 50 ms until it shows what it is for. */
  async function openPanel(name) {
    drawLine(part("pad"));
    await until("a reading", () => part("reading").textContent);
    return longTasks(() => {
      part(`open-${name}`).click();
      return until(name, isOpen[name]);
    });
  }

  /** Opens them for a network of the page. */
  async function lookInside(model) {
    const select = part("model");
    select.value = model;
    select.dispatchEvent(new Event("change"));
    await until(model, () => part("model-status").textContent.includes("parameters") && select.value === model);
    drawLine(part("pad"));
    if (part("open-sees").ariaExpanded !== "true") part("open-sees").click();
    if (part("level-student")?.ariaPressed !== "true") await until("levels", () => part("level-student"));
    part("level-student").click();
    await until("its layers", () => part("about-network")?.textContent.includes(`(${model}),`) && part("press-1"));
  }

  /**
   * How often a second the pictures of all layers are painted anew while a stroke grows at every frame, and how many
   * frames a second there are.
   */
  async function paintLayers(seconds) {
    const last = [...document.querySelectorAll('[data-part="search"] canvas')].at(-1);
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called with the context that the page calls it on
    const { putImageData } = CanvasRenderingContext2D.prototype;
    let [updates, frames] = [0, 0];
    CanvasRenderingContext2D.prototype.putImageData = function (...args) {
      if (this.canvas === last) updates++;
      putImageData.apply(this, args);
    };
    part("clear").click();
    const pad = part("pad");
    const { left, top, width, height } = pad.getBoundingClientRect();
    const send = (type, turn, buttons) => {
      // An S that is written on and on, so that there is something new in every frame.
      const place = {
        clientX: left + width * (0.5 + 0.15 * Math.cos(2 * turn)),
        clientY: top + height * (0.2 + 0.6 * turn),
      };
      pad.dispatchEvent(new PointerEvent(type, { ...place, buttons, pointerId: 1, isPrimary: true, bubbles: true }));
    };
    const start = performance.now();
    const passed = () => (performance.now() - start) / 1000;
    send("pointerdown", 0, 1);
    while (passed() < seconds) {
      await new Promise(requestAnimationFrame);
      frames++;
      send("pointermove", passed() / seconds, 1);
    }
    const taken = passed();
    send("pointerup", 1, 0);
    CanvasRenderingContext2D.prototype.putImageData = putImageData;
    return { updates: updates / taken, frames: frames / taken };
  }

  return {
    drawWhileLoading,
    drawWhenSeen,
    timeOfReadingOnceReady,
    timeOfFirstReading,
    openDigitpad,
    openStock,
    prepare,
    take,
    time,
    ready,
    latencies: () => [latencies, deliveries],
    read: (strokes) => until(`${strokes} strokes to be read`, () => latencies.length >= strokes),
    clear: () => part("clear").click(),
    readNew,
    drawNew,
    layoutShift: () => shift,
    tensors: () => reader.tensorCount(),
    readSources,
    classifyPixels,
    takePrepared,
    readAfter,
    drop,
    openPanel,
    networks: () => [...part("model").options].map(({ value }) => value),
    lookInside,
    paintLayers,
  };
})();
