/**
 * The names of the tests in files for node:test, without running any.
 *
 *     node tests/list-tests.mjs FILE… > names.json
 *
 * Out: by file its tests' names, "group > test" for one within a `describe`; or a text, why the file can't be loaded.
 */
import { registerHooks } from "node:module";
import { pathToFileURL } from "node:url";

const groups = [];
let names = [];

const listTest = (name) => names.push([...groups, name].join(" > "));

function listGroup(name, ...others) {
  groups.push(name);
  others.at(-1)(); // the options come before it
  groups.pop();
}

function ignore() {}

/** What stands in for node:test. */
globalThis.listing = {
  ...{ test: withVariants(listTest), it: withVariants(listTest) },
  ...{ describe: withVariants(listGroup), suite: withVariants(listGroup) },
  ...{ before: ignore, after: ignore, beforeEach: ignore, afterEach: ignore, mock: {} },
};

function withVariants(list) {
  const each = (...given) => void list(...given);
  return Object.assign(each, { skip: each, todo: each, only: each });
}

const EXPORTS = `export const { ${Object.keys(globalThis.listing).join(", ")} } = globalThis.listing;
export default globalThis.listing.test;`;

registerHooks({
  resolve: (name, context, next) =>
    name === "node:test"
      ? { url: `data:text/javascript,${encodeURIComponent(EXPORTS)}`, shortCircuit: true }
      : next(name, context),
});

async function namesIn(file) {
  names = [];
  try {
    await import(pathToFileURL(file));
    return names;
  } catch (error) {
    return error.stack;
  }
}

const listed = {};
for (const file of process.argv.slice(2)) listed[file] = await namesIn(file);
console.log(JSON.stringify(listed));
