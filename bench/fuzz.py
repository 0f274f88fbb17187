"""Random inputs, good, bad and impossible, for the public module and the page.

Nothing may hang, fail without plain words, or leave anything behind.
"""

import base64
import io
import struct
import zlib
from pathlib import Path

import numpy as np
from PIL import Image, ImageDraw, features

from bench import amounts, deploys
from bench.sections import figure, fresh_page

INPUTS = {"strokes": 5000, "pictures": 3500, "others": 500}  # for the public module; more find more, and take longer
BROUGHT = {"links": 1000, "drawings": 1000, "corrections": 300}  # to the page
FROZEN = 100  # ms: a person feels a longer task; the most that what is brought may take
ACTIONS = 1000  # on the page
AT_ONCE = 100  # inputs or actions in one call to the page; if larger, a call may take longer than Playwright waits
SEED = 1

_SCRIPT = "\n".join((Path(__file__).parent / name).read_text("utf-8") for name in ("fuzz.js", "brought.js"))


def fuzz(measured):
    """The section: "figures", and what was "bad" or "uncaught", in words."""
    given = {"files": files(), "drawings": [[list(map(list, s)) for s in each] for each in measured.drawings]}
    with fresh_page(measured) as page:
        ready(page, measured.address, given)
        before = page.evaluate("() => fuzz.tensors()")
        runs = {what: read(page, what, count) for what, count in INPUTS.items()}
        after = page.evaluate("() => fuzz.tensors()")
        brought = {what: bring(page, what, count) for what, count in BROUGHT.items()}
        much = amounts.figures(page)
        acted = act(page, ACTIONS)
    deployed = deploys.deploys(measured)
    longest = {what: run["longest"]["ms"] for what, run in runs.items()} | {"on the page": acted["longest"]}
    felt = {what: run["longest"]["ms"] for what, run in brought.items()}
    runs |= brought
    bad = [fault for run in runs.values() for fault in run["bad"]]
    uncaught = [message for run in (*runs.values(), acted) for message in run["uncaught"]]
    return {
        "figures": {
            "random inputs": figure(sum((*INPUTS.values(), *BROUGHT.values(), ACTIONS)), ""),
            "of them refused in plain words": figure(sum(run["counts"].get("refused", 0) for run in runs.values()), ""),
            "answered wrongly, not at all or not in plain words": figure(len(bad), "", 0),
            "uncaught errors": figure(len(uncaught), "", 0),
            "tensors left over": figure(after - before, "", 0),
            **{f"longest task, {what}": figure(ms, "ms") for what, ms in longest.items()},
            **deployed["figures"],
            **{f"longest task, {what} brought": figure(ms, "ms", FROZEN) for what, ms in felt.items()},
            **much,
        },
        "is": "strokes of every shape, pictures of every kind and damage, other sources, links, saved drawings and "
        "files of corrections, whole and damaged, and what may happen on the page, all from one seed; tasks under "
        "50 ms, which browsers do not tell of, count as 0",
        "seed": SEED,
        "bad": bad,
        "uncaught": uncaught,
        "runs": runs,
        "deploys": deployed,
    }


def ready(page, address, given):
    """Open the site at `address` in a page, with fuzz.js in it, a reader, and what inputs are made of.

    `given` is {"files": `files()`, "drawings": lists of strokes}.
    """
    page.add_init_script(script=_SCRIPT)
    page.goto(address)
    page.wait_for_function("() => document.documentElement.dataset.state === 'ready'")
    page.evaluate("async (given) => { fuzz.take(given); await fuzz.open(); }", given)


def read(page, what, count, seed=SEED):
    """What the module makes of `count` inputs of the kind `what`, one of INPUTS: as `bring` says it."""
    return _collected(page, "fuzz.read", {"what": what, "seed": seed}, count)


def bring(page, what, count, seed=SEED):
    """What the page makes of `count` things of the kind `what`, one of BROUGHT, that are brought to it.

    {"counts": by outcome, "bad": answers in no plain words, "uncaught": errors, "longest": {"ms", "kind"} of a task}
    """
    return _collected(page, "brought.bring", {"what": what, "seed": seed}, count)


def _collected(page, function, asked, count):
    total = {"counts": {}, "bad": [], "uncaught": [], "longest": {"ms": 0, "kind": ""}}
    for at in range(0, count, AT_ONCE):
        part = {**asked, "from": at, "count": min(AT_ONCE, count - at)}
        run = page.evaluate(f"(asked) => {function}(asked)", part)
        for outcome, number in run["counts"].items():
            total["counts"][outcome] = total["counts"].get(outcome, 0) + number
        total["bad"] += run["bad"]
        total["uncaught"] += run["uncaught"]
        total["longest"] = max(total["longest"], run["longest"], key=lambda task: task["ms"])
    return total


def act(page, count, seed=SEED):
    """Do `count` things to the page: {"uncaught", "longest", "states"}."""
    runs = [
        page.evaluate("(asked) => fuzz.act(asked)", {"seed": seed, "from": at, "count": min(AT_ONCE, count - at)})
        for at in range(0, count, AT_ONCE)
    ]
    return {
        "uncaught": [message for run in runs for message in run["uncaught"]],
        "longest": max(run["longest"] for run in runs),
        "states": sorted({run["state"] for run in runs}),
    }


# Files


def files():
    """Pictures of every kind, and what passes for one: [{"name", "base64"}]."""
    made = {**_pictures(), **_odd_sizes(), **_no_pictures()}
    return [{"name": name, "base64": base64.b64encode(content).decode()} for name, content in made.items()]


def _four(size=(120, 90), mode="RGB"):
    """A 4, dark on light."""
    picture = Image.new("RGB", size, "beige")
    pen = ImageDraw.Draw(picture)
    unit = np.array(size) / (120, 90)
    for line in ([(48, 12), (36, 52), (84, 52)], [(70, 20), (68, 82)]):
        pen.line([tuple(unit * point) for point in line], fill="midnightblue", width=7)
    return picture.convert(mode)


def _saved(picture, kind, **options):
    content = io.BytesIO()
    picture.save(content, kind, **options)
    return content.getvalue()


def _pictures():
    grey16 = Image.fromarray(np.asarray(_four(mode="L")).astype(np.uint16) * 257)
    see_through = _four(mode="RGBA")
    see_through.putalpha(_four(mode="L").point(lambda value: 255 - value))
    frames = [_four(), _four().transpose(Image.Transpose.ROTATE_90).resize((120, 90))]
    animated = {"save_all": True, "append_images": frames[1:], "duration": 20, "loop": 0}
    exif = Image.Exif()
    exif[0x0112] = 6
    made = {
        **{f"PNG {mode}": _saved(_four(mode=mode), "PNG") for mode in ("1", "L", "LA", "P", "RGB", "RGBA")},
        "PNG of 16 bits": _saved(grey16, "PNG"),
        "PNG, transparent": _saved(see_through, "PNG"),
        **{f"JPEG {mode}": _saved(_four(mode=mode), "JPEG") for mode in ("L", "RGB", "CMYK")},
        "JPEG, progressive": _saved(_four(), "JPEG", progressive=True),
        "JPEG, turned": _saved(_four(), "JPEG", exif=exif),
        "GIF": _saved(_four(mode="P"), "GIF"),
        "GIF, animated": _saved(frames[0], "GIF", **animated),
        "GIF, transparent": _saved(_four(mode="P"), "GIF", transparency=0),
        **{f"BMP {mode}": _saved(_four(mode=mode), "BMP") for mode in ("1", "L", "RGB")},
        "TIFF": _saved(_four(), "TIFF"),
        "ICO": _saved(_four(), "ICO"),
    }
    if features.check("webp"):
        made["WebP"] = _saved(_four(), "WEBP")
        made["WebP, lossless"] = _saved(see_through, "WEBP", lossless=True)
        made["WebP, animated"] = _saved(frames[0], "WEBP", **animated)
    if features.check("avif"):
        made["AVIF"] = _saved(_four(), "AVIF")
    return made


def _odd_sizes():
    sizes = [(1, 1), (1, 10_000), (10_000, 1), (2, 3), (8, 8)]
    kinds = ("PNG", "JPEG", "GIF", "BMP")
    odd = {f"{kind} of {w}×{h}": _saved(_four((w, h)), kind) for w, h in sizes for kind in kinds}
    claimed = [
        (0, 0),
        (0, 9),
        (65_535, 65_535),
        (2**31 - 1, 2**31 - 1),
        (2**31 - 1, 1),
        (30_000, 30_000),
        (20_000, 20_000),
    ]
    return odd | {f"PNG that claims {w}×{h}": claiming(w, h) for w, h in claimed}


def claiming(width, height):
    """A PNG whose header, with a right checksum, claims to be that large."""
    content = bytearray(_saved(_four(), "PNG"))
    content[16:24] = struct.pack(">II", width, height)
    content[29:33] = struct.pack(">I", zlib.crc32(content[12:29]))
    return bytes(content)


def _no_pictures():
    svg = (
        b'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><script>hit = 1</script><path d="M0 0h9"/></svg>'
    )
    return {
        "nothing": b"",
        "one byte": b"\x89",
        "zeros": bytes(5000),
        "SVG": svg,
        "SVG, packed": zlib.compress(svg),
        "HTML": b"<!doctype html><script>hit = 1</script><img src=x onerror=hit=1>",
        "PDF": b"%PDF-1.7\n1 0 obj",
        "text": "Seven, in words. Sieben. 七".encode(),
        "JSON": b'{"strokes": [[{"x": 1}]]}',
    }
