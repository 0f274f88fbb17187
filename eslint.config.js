/** What `npm run lint` looks for in the JavaScript half: faults that neither tsc nor prettier finds. */
import js from "@eslint/js";
import { defineConfig } from "eslint/config";
import globals from "globals";
import ts from "typescript-eslint";

// Calls of node:test give promises that its runner waits for.
const TESTS = [{ from: "package", package: "node:test", name: ["describe", "it", "suite", "test"] }];

export default defineConfig(
  {
    ignores: [
      ".venv",
      "dist",
      "dist-package",
      "dist-networks",
      "**/node_modules",
      "**/*.d.ts",
      "**/engine/kernels.ts",
      "tests/bundlers",
    ],
  },
  js.configs.recommended,
  ts.configs.recommendedTypeChecked,
  {
    languageOptions: {
      // With the scripts that have no written types, which tsc leaves out: the linter infers what it can.
      parserOptions: { project: "./tsconfig.lint.json", tsconfigRootDir: import.meta.dirname },
    },
    linterOptions: { reportUnusedDisableDirectives: "error" },
    rules: {
      "array-callback-return": "error",
      eqeqeq: ["error", "always", { null: "ignore" }], // == null is "null or undefined"
      "max-len": ["error", { code: 120, ignoreUrls: true }],
      "no-implicit-globals": "error",
      "no-self-compare": "error",
      "no-template-curly-in-string": "error",
      "no-unmodified-loop-condition": "error",
      "no-unreachable-loop": "error",
      // `void` stands before a call that tells of its failures itself; all others are awaited, returned or caught.
      "@typescript-eslint/no-floating-promises": ["error", { ignoreVoid: true, allowForKnownSafeCalls: TESTS }],
      "@typescript-eslint/no-misused-promises": "error", // async listeners too: nobody catches what they throw
      "@typescript-eslint/no-unused-vars": ["error", { ignoreRestSiblings: true }], // { image, ...others }
      "@typescript-eslint/restrict-template-expressions": ["error", { allowArray: true, allowNumber: true }],
      "@typescript-eslint/return-await": "error", // inside try, or the catch never sees the failure
      // Interfaces may promise more than each of their implementations has to wait for.
      "@typescript-eslint/require-await": "off",
      // JSON, messages of workers and TensorFlow.js' internals are `any`: a cast would name a type without checking it.
      "@typescript-eslint/no-unsafe-argument": "off",
      "@typescript-eslint/no-unsafe-assignment": "off",
      "@typescript-eslint/no-unsafe-call": "off",
      "@typescript-eslint/no-unsafe-member-access": "off",
      "@typescript-eslint/no-unsafe-return": "off",
    },
  },
  { files: ["web/js/**/*.js", "tools/bundle/*.mjs"], rules: { "no-undef": "off" } }, // tsc knows all their names
  { files: ["web/languages/*.js"], rules: { "max-len": "off" } }, // a text is found by its whole English
  { files: ["tests/*.{js,mjs}", "bench/*.mjs", "tools/texts/*.mjs"], languageOptions: { globals: globals.node } },
  { files: ["web/examples/*.js"], languageOptions: { globals: globals.browser } },
  // Classic scripts, put into pages; one of the pages has stock TensorFlow.js.
  { files: ["bench/*.js"], languageOptions: { sourceType: "script", globals: { ...globals.browser, tf: "readonly" } } },
);
