/**
 * What the page says that numbers of a network's layers are made of, for bench/accounts.py. The engine runs the layers
 * on WebAssembly, as on the page.
 *
 *     node bench/accounts.mjs IMAGES NAME… > accounts.json
 *
 * IMAGES holds float32 values, 784 of each image. Printed is, by network, of every image and layer a few accounts at
 * places that are spread over the layer, other ones for each image.
 */
import { readFileSync } from "node:fs";
import { kernelTexts } from "../tools/bundle/kernels.mjs";
import { accountOf } from "../web/js/app/sees/account.js";
import { graphOf, runOf } from "../web/js/app/sees/networks.fixture.js";
import { stepsOf } from "../web/js/app/sees/steps.js";
import { start } from "../web/js/reader/network/engine/start.js";

const PLACES = 4; // of each layer and image
const STEP = 7919; // a prime: places of one image after the other lie all over a layer

const [path, ...names] = process.argv.slice(2);
const bytes = readFileSync(path);
const images = new Float32Array(bytes.buffer, bytes.byteOffset, bytes.length / 4);

/** @param {number[]} shape @param {number} turn */
function placesIn(shape, turn) {
  const [height, width, channels] = shape.length === 3 ? shape : [1, 1, shape[0]];
  return Array.from({ length: PLACES }, (_, i) => {
    const at = ((turn * PLACES + i) * STEP) % (height * width * channels);
    const pixel = Math.floor(at / channels);
    return { at, place: { x: pixel % width, y: Math.floor(pixel / width), channel: at % channels } };
  });
}

const { kernels } = await start([(await kernelTexts()).simd]);

/** @param {string} name */
function accountsOf(name) {
  const graph = graphOf(name);
  const run = runOf(graph, kernels);
  const accounts = [];
  for (let image = 0; image * 784 < images.length; image++) {
    const layers = run(images.slice(image * 784, (image + 1) * 784));
    stepsOf(graph, layers).forEach(({ step, from }, i) => {
      const inputs = from.map((place) => layers[place]);
      for (const { at, place } of step ? placesIn(layers[i].shape, image) : []) {
        const { how, parts, sum, bias, total, value } = accountOf(step, inputs, place);
        const part = parts[(image + at) % parts.length];
        const products = part.terms.map(({ product }) => product);
        const shown = layers[i].values[at];
        accounts.push({
          image,
          layer: layers[i].name,
          ...place,
          how,
          part: part.channel,
          products,
          sum,
          bias,
          total,
          value,
          shown,
        });
      }
    });
  }
  return accounts;
}

process.stdout.write(JSON.stringify(Object.fromEntries(names.map((name) => [name, accountsOf(name)]))));
