/** Tables that were mended in this tab, among the earlier readings: to look at, to copy and to save. */
import { download } from "../../ui/download.js";
import { button, element, note, scrolling } from "../../ui/elements.js";
import { copy } from "../table/clipboard.js";
import { usualMark } from "../table/decimal-mark.js";
import { csvOf, fileNameOf, htmlOf, tsvOf } from "../table/written.js";

/** @typedef {import("../table/kept-tables.js").KeptTable} KeptTable */

const HOW_LONG =
  "Tables that you mended stay here until you close this tab, without their pictures. Save what you need for longer.";

/** @param {KeptTable[]} tables at least one */
export function mendedTables(tables) {
  return element("section", { class: "mended" }, ...tables.map(mended), note(HOW_LONG));
}

/** @param {KeptTable} table */
function mended({ name, rows }) {
  const mark = usualMark();
  const said = element("p", { role: "status" });
  const cells = rows.map((row) => element("tr", {}, ...row.map((text) => element("td", {}, text))));
  const onCopy = async () => {
    const content = { "text/plain": tsvOf(rows, mark), "text/html": htmlOf(rows, mark) };
    said.textContent = await copy(content).then(
      () => "Copied",
      (error) => error.message,
    );
  };
  const onSave = () => download(new Blob([csvOf(rows, mark)], { type: "text/csv" }), `${fileNameOf(name)}.csv`);
  return element(
    "div",
    {},
    element("h3", { translate: "no" }, name),
    scrolling(name, element("table", { translate: "no", "data-testid": "mended-table" }, ...cells)),
    element(
      "div",
      { class: "button-row" },
      button("Copy", "copy-mended", () => void onCopy()),
      button("Save as CSV", "save-mended", onSave),
      said,
    ),
  );
}
