/** Fetches what shows the page in another language than English, where `ui/language.js` has found one. */
const root = document.documentElement;
const { lang } = root;

if (lang !== "en")
  void import("./shown.js")
    .then(({ show }) => show(lang))
    .catch(() => Object.assign(root, { lang: "en", dir: "ltr" })) // as the page came
    .then(() => delete root.dataset.translating);
