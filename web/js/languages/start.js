/** Fetches what shows the page in another language than English, where `ui/language.js` has found one. */
const root = document.documentElement;

async function start() {
  try {
    await (await import("./shown.js")).show(root.lang);
  } catch {
    Object.assign(root, { lang: "en", dir: "ltr" }); // as the page came
  }
  root.removeAttribute("data-translating");
}

if (root.lang !== "en") void start();
