/** How a build that fails says why: in words for what a person can mend, and with its stack for a fault of its own. */
import { getSystemErrorMap } from "node:util";

/** A failure of a build that is told in its message alone, without a stack. */
export class BuildError extends Error {}

/**
 * @param {any} error esbuild's, with a list of what is wrong; the system's, such as of a file that is gone or a full
 *   disk; a BuildError, or any other
 * @returns {string}
 */
export function explain(error) {
  if (error.errors) return error.errors.map(located).join("\n");
  if (error instanceof BuildError) return error.message;
  const [, refused] = getSystemErrorMap().get(error.errno) ?? [];
  if (!refused) return error.stack;
  const advice = error.code === "ENOSPC" ? " Free some space there and try again." : "";
  return `${error.path ? `${error.path}: ` : ""}${refused}.${advice}`;
}

/** @param {import("esbuild").Message} message */
function located({ text, location }) {
  if (!location) return text;
  return [`${location.file}:${location.line}: ${text}`, location.lineText.trim()].filter(Boolean).join("\n    ");
}
