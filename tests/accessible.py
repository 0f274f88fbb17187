"""What every state of every page has to be for everybody: checked by axe-core and by measuring.

    expect_accessible(page)

The page stands in the state to be checked; it is looked at wide and narrow, light and dark, and in forced colours.
"""

from pathlib import Path

from tools import site

AXE = Path(__file__).parent / "axe"  # a package of its own: what serves the page needs none of it
WIDE, NARROW = {"width": 1280, "height": 800}, {"width": 320, "height": 640}
TARGET = 44  # CSS pixels: a fingertip

_VIOLATIONS = """async (rules) => {
  for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame); // the theme follows the system's in a frame
  // No rule that is on looks into style sheets, which would be fetched anew each time.
  const options = { resultTypes: ["violations"], preload: false, ...(rules && { runOnly: rules }) };
  const { violations } = await axe.run(document, options);
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ html, any }) => `${id}: ${help}: ${html.slice(0, 200)} ${any[0]?.message ?? ""}`));
}"""
_COLOURS = ["color-contrast", "link-in-text-block"]

# Where a control is hit: as far as it, or its label, is what lies under the finger, from its middle on.
_SMALL_TARGETS = """([target, but]) => {
  const isShown = (element) => element.checkVisibility({ visibilityProperty: true });
  const controls = "button, select, input, summary, a[href], [role=radio], [tabindex='0']:not(.scrolling)";
  const sizeOf = (element) => {
    const owner = element.closest("label") ?? element;
    owner.scrollIntoView({ block: "center", inline: "center" });
    const box = owner.getBoundingClientRect();
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    const isHit = (dx, dy) => {
      const hit = document.elementFromPoint(x + dx, y + dy);
      // Tabs of digits lie on the pad, and hand on to it what is drawn.
      const reached = owner.localName === "canvas" ? owner.parentElement : owner;
      return hit && (reached.contains(hit) || hit.closest("label") === owner);
    };
    // How many pixels in a row are hit, if not more than wanted: to ask for each takes long.
    const reach = (dx, dy, wanted) => {
      let at = 0;
      while (at < wanted && isHit(dx * (at + 1), dy * (at + 1))) at++;
      return at;
    };
    const across = (dx, dy) => {
      const before = reach(-dx, -dy, target - 1);
      return before + 1 + reach(dx, dy, target - 1 - before);
    };
    return [across(1, 0), across(0, 1)];
  };
  const isBehind = (element) =>
    element.closest("[inert]") || (document.querySelector("dialog:modal") && !element.closest("dialog"));
  const isInText = (link) => link.matches("a[href]") && link.parentElement.matches("p, li, dd, td, th");
  return [...document.querySelectorAll(controls)]
    .filter((element) => !(but && element.matches(but)))
    .filter((element) => isShown(element) && !element.disabled && !isInText(element) && !isBehind(element))
    .map((element) => [element, ...sizeOf(element)])
    .filter(([, width, height]) => Math.min(width, height) < target)
    .map(([element, width, height]) => `${width}×${height}: ${element.outerHTML.slice(0, 160)}`);
}"""

_DRAWN = "new Promise((then) => requestAnimationFrame(() => requestAnimationFrame(then)))"
_MOTION = "document.getAnimations().map(({ effect }) => effect.target.outerHTML.slice(0, 160))"


def load_axe(page):
    """Tell the page's browser of axe in a way that the page's policy can't refuse."""
    if page.evaluate("typeof axe") == "undefined":
        site.install_packages(AXE)
        page.evaluate((AXE / "node_modules" / "axe-core" / "axe.min.js").read_text("utf-8"))


def violations(page, rules=None):
    load_axe(page)
    return page.evaluate(_VIOLATIONS, rules)


def expect_accessible(page, but=None):
    """Nothing that axe finds; controls that fingers can hit on a phone; nothing that moves for who wants no motion.

    `but` is a selector of controls that may be small, since others do the same.
    """
    found = []

    # Each change of the window's size or of media has all styles worked out anew: as few as can be.
    def look(rules=None, viewport=WIDE, **media):
        page.set_viewport_size(viewport)
        page.emulate_media(**{"color_scheme": "light", "forced_colors": "none", "reduced_motion": "reduce", **media})
        page.evaluate(_DRAWN)  # media that change at once are seen by scripts, and their styles by axe, a frame later
        where = f"{viewport['width']} px, {media or 'light'}"
        found.extend(f"{where}: {violation}" for violation in violations(page, rules))

    look()
    found.extend(f"Moves: {element}" for element in page.evaluate(_MOTION))
    look(_COLOURS, forced_colors="active")
    look(_COLOURS, color_scheme="dark")
    look(_COLOURS, NARROW, color_scheme="dark")
    look(viewport=NARROW)
    found.extend(f"Small target: {control}" for control in page.evaluate(_SMALL_TARGETS, [TARGET, but]))
    page.set_viewport_size(WIDE)
    assert not found, "\n".join(found)
