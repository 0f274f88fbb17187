"""A page that tests share: cleared after each of them, and checked to be as it was when it was just loaded.

    can_be_cleared(page)  # which is just loaded
    ...                   # a test
    is_cleared(page)      # or has to be loaded again

Loading the page takes longer than most tests do. Undo still brings back what was cleared, earlier drawings are listed,
and code that was fetched when it was needed is there: tests that look at these are not for a shared page, nor are those
that put something in the place of what belongs to the page.
"""

# Remembers all that is seen of a page with nothing on its pad, and what it was chosen to look like.
_CAN_BE_CLEARED = """() => {
  const part = (name) => document.querySelector(`[data-testid=${name}]`);
  const isShown = (name) => part(name).checkVisibility({ visibilityProperty: true });
  const shown = ["hint", "pad", "pen-mark", "panel", "notice", "busy", "copy", "back", "update-now"];
  const look = () => JSON.stringify([
    location.href, document.title,
    Array.from(document.documentElement.attributes, ({ name, value }) => `${name}=${value}`).sort(),
    shown.map(isShown), ["reading", "sureness", "bars"].map((name) => part(name).textContent), part("model").value,
    ["dialog[open]", "[aria-busy=true]", "[aria-expanded=true]"].map((which) => document.querySelector(which) === null),
  ]);
  const first = look();
  window.isCleared = async () => {
    for (let i = 0; i < 2; i++) await new Promise(requestAnimationFrame);
    return look() === first && !readings.at(-1)?.strokes;
  };
}"""

# What Escape does not do: a panel is closed where the focus is not, and the keyboard is where it is at first.
_LEAVE = """() => {
  document.querySelector("[aria-expanded=true]")?.click();
  document.activeElement.blur();
  getSelection().removeAllRanges();
  scrollTo(0, 0);
}"""
# How often Escape is pressed: for a dialog, a notice, a picture and the ink. If fewer, pages are loaded again for less.
_TIMES = 4


def can_be_cleared(page):
    """From now on `is_cleared` knows how the page looked when it was just loaded."""
    page.evaluate(_CAN_BE_CLEARED)


def is_cleared(page):
    """Whether the page could be brought back to how it was just loaded, as far as that is seen; its readings are gone.

    False where `can_be_cleared` was not called since it was loaded.
    """
    if not page.evaluate("'isCleared' in window"):
        return False
    for press in range(_TIMES + 1):
        if press:
            page.keyboard.press("Escape")
        page.evaluate(_LEAVE)
        if page.evaluate("isCleared()"):
            page.evaluate("window.readings = []")
            return True
    return False
