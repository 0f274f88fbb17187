/** What all npm packages say of themselves. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { root } from "./scripts.mjs";

/**
 * @returns {Promise<Record<string, any>>} version, licence, and where the source is: GitHub tells the release that
 *   it builds; elsewhere that is not known
 */
export async function sharedDescription() {
  const { version, license, engines } = JSON.parse(await readFile(join(root, "package.json"), "utf8"));
  const { GITHUB_SERVER_URL: server, GITHUB_REPOSITORY: repository } = process.env;
  const home = `${server}/${repository}`;
  const source = repository && { homepage: `${home}#readme`, repository: { type: "git", url: `git+${home}.git` } };
  return { version, license, ...source, engines };
}
