/** Whose data a built site holds (its test digits, see tools/test_digits.py), and what networks are trained on. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { BuildError } from "./build-error.mjs";

/** What is to be said of each set, by its name in train/sets.py. @type {Record<string, string>} */
const SETS = {
  "MNIST test":
    "The test set of MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, made of databases of NIST\n" +
    "  Source: http://yann.lecun.com/exdb/mnist/\n" +
    "  Licence: CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/\n" +
    "  Changed here: the same pictures, in files of another form",
  "embedded digits, test":
    "The last 300 digits of scikit-learn's load_digits, which are of the test set of Optical Recognition of\n" +
    "Handwritten Digits, by Ethem Alpaydin and Cenk Kaynak (1998), UCI Machine Learning Repository\n" +
    "  Source: https://doi.org/10.24432/C50P49, by way of scikit-learn (BSD-3-Clause), https://scikit-learn.org\n" +
    "  Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/\n" +
    "  Changed here: drawn anew, larger, as the networks take them",
};

/** What is to be said of published networks. */
export const TRAINED_ON =
  "The networks are trained on other people's data, none of which is in here.\n\n" +
  "MNIST, by Yann LeCun, Corinna Cortes and Christopher J. C. Burges, made of databases of NIST\n" +
  "  Source: http://yann.lecun.com/exdb/mnist/\n" +
  "  Licence: CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/\n\n" +
  "Pen-Based Recognition of Handwritten Digits, by Ethem Alpaydin and Fevzi Alimoglu (1998), UCI Machine Learning\n" +
  "Repository\n" +
  "  Source: https://doi.org/10.24432/C5MG6K\n" +
  "  Licence: CC BY 4.0, https://creativecommons.org/licenses/by/4.0/\n";

/**
 * @param {string} site the folder
 * @returns {Promise<string>} whose digits it holds, for licenses.txt; empty where it has no test digits
 * @throws {BuildError} where nothing is known of the set
 */
export async function dataNotices(site) {
  const index = await readFile(join(site, "test-digits", "index.json"), "utf8").catch(() => null);
  if (index === null) return "";
  const { name } = JSON.parse(index);
  if (SETS[name]) return `The folder test-digits holds digits of other people's data.\n\n${SETS[name]}\n`;
  throw new BuildError(`tools/bundle/data.mjs does not say whose digits "${name}" are, nor under which licence.`);
}
