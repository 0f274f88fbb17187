/**
 * Builds the npm package of the networks that the other package leaves out: each a module, to be given to a reader.
 *
 *     node tools/bundle/networks.mjs OUTDIR [--models DIR]
 *
 * OUTDIR exists and is empty.
 */
import { copyFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { TRAINED_ON } from "./data.mjs";
import { sharedDescription } from "./description.mjs";
import { readModels } from "./models.mjs";
import { moduleOf } from "./network-module.mjs";
import { BuildError, root, runBuild } from "./scripts.mjs";

const TYPES = `import type { Network } from "digitpad";

declare const network: Network;
export default network;
`;

/**
 * @param {string} out
 * @param {string} from
 */
async function buildNetworks(out, from) {
  const [, ...models] = await readModels(from);
  if (models.length === 0) throw new BuildError(`There is no network in ${from} but the default one.`);
  for (const model of models) await writeFile(join(out, `${model.name}.js`), moduleOf(model));
  await writeFile(join(out, "network.d.ts"), TYPES);
  await writeFile(join(out, "licenses.txt"), TRAINED_ON);
  await copyFile(join(root, "LICENSE"), join(out, "LICENSE"));
  await writeFile(join(out, "README.md"), readme(models.map(({ name }) => name)));
  const shared = await sharedDescription();
  const described = {
    ...{ name: "digitpad-networks", description: "More networks for digitpad", ...shared },
    ...{ type: "module", sideEffects: false, peerDependencies: { digitpad: shared.version } },
    exports: {
      ...Object.fromEntries(
        models.map(({ name }) => [`./${name}`, { types: "./network.d.ts", default: `./${name}.js` }]),
      ),
      "./package.json": "./package.json",
    },
    files: ["*.js", "*.d.ts", "licenses.txt"],
  };
  await writeFile(join(out, "package.json"), `${JSON.stringify(described, null, 2)}\n`);
  return `digitpad-networks: ${models.length} networks in ${out}`;
}

/** @param {string[]} names */
const readme = (names) => `# Networks for Digitpad

${names.map((name) => `\`${name}\``).join(", ")}: other networks than the one that \`digitpad\` holds.

\`\`\`js
import { createReader } from "digitpad";
import network from "digitpad-networks/${names[0]}";

const reader = await createReader({ model: network });
\`\`\`

A field takes one, too: \`field.model = network\`.

## Licence

MIT. The networks are trained on other people's data: see \`licenses.txt\`.
`;

await runBuild("tools/bundle/networks.mjs", buildNetworks);
