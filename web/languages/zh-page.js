/**
 * x
 *
 * @type {import("../js/languages/translator.js").Texts}
 */
export default {};
