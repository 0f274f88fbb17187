/** Where scripts are, in the npm package: wherever a bundler puts them. Nothing can be told from an address there. */

export const SCRIPT = "";
export const FOLDER = "";
