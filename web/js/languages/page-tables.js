/** The tables of what the pages say besides the field and the module. */

/** @type {Record<string, import("./tables.js").Load>} */
export const OF_THE_PAGES = {
  de: () => import("../../languages/de-page.js"),
  fr: () => import("../../languages/fr-page.js"),
  es: () => import("../../languages/es-page.js"),
  pt: () => import("../../languages/pt-page.js"),
  ja: () => import("../../languages/ja-page.js"),
  zh: () => import("../../languages/zh-page.js"),
  ar: () => import("../../languages/ar-page.js"),
};
