/**
 * What web/js/reader/network/head.js makes of corrections, without a site.
 *
 *     node tests/head.mjs < case.json > scores.json
 *
 * In: {known, seen, told}, known and seen being {scores, features, images}, flat lists. Out: the scores of what was
 * seen.
 */
import { json } from "node:stream/consumers";
import { createHead } from "../web/js/reader/network/head.js";

const { known, seen, told } = await json(process.stdin);
const typed = (some) => Object.fromEntries(Object.entries(some).map(([name, list]) => [name, Float32Array.from(list)]));
console.log(JSON.stringify(Array.from(createHead(typed(known), told)(typed(seen)))));
