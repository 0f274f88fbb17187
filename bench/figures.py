"""The text of docs/figures.md: what runs measured, beside the goals, those that are missed marked as missed."""

import json

from bench.sections import in_words
from tools import site
from train.sets import MNIST, PEN, VALIDATION

TRIALS = site.ROOT / "docs" / "trials"

# What is measured besides accuracy: the bench's sections, with their headings and what there is to say first.
SECTIONS = {
    "size": ("Size", "What a first visit loads until the page can read, and the scripts of TensorFlow.js to compare."),
    "first reading": (
        "The first reading",
        "How long after the address is opened a stroke is read that was drawn as soon as the pad took ink. Files come "
        "from the same machine, the cache is empty.",
    ),
    "loading": ("On a slow device and network", "The CPU is slowed 4×; the network has 1.6 Mbit/s and 150 ms."),
    "latency": (
        "One digit",
        "Touches come from the browser's developer tools, which hold each of them back for a frame of the screen: most "
        "of the time until a reading passes before the page knows that the finger has gone.",
    ),
    "number latency": ("A number of five digits", "Written with the mouse."),
    "photograph": ("A photograph", "12 megapixels, dropped on the page."),
    "inner views": (
        "Look inside",
        "How often the pictures of all layers are painted anew while a stroke grows; measured on the panel that "
        "“How it sees” has taken the place of.",
    ),
    "accounts": (
        "Numbers taken apart",
        "What “How it sees” says that numbers in every layer are made of, and what Keras computes of the same digits.",
    ),
    "network": ("The network alone", "Prepared digits through `classify`, beside stock TensorFlow.js."),
    "memory": (
        "Memory",
        "What 2,000 readings leave behind. A renderer's own memory is what it shares with no other process: also what "
        "it alone uses of the browser's own program, as it does for an empty page.",
    ),
    "fuzz": ("Random inputs", "Strokes, pictures and other things, of every kind and damage."),
}
# Of pictures.
BY_DISTANCE = "Digits count by edit distance, so that digits that are read where there are none count as wrong."
# Figures of these sections by their names in bench.json. What has a goal is shown, whether it is listed here or not.
LABELS = {
    "first load, gzip": "first visit, all files, gzip",
    "first load, brotli": "first visit, all files, Brotli",
    "requests until it is ready": "requests until the page can read",
    "whole first visit, gzip": "a whole first visit, with what is kept for use offline, gzip",
    "whole first visit, requests": "requests of a whole first visit",
    "weights, raw": "weights of the network, as they are",
    "ours : stock, gzip": "scripts and wasm to stock `tf.min.js` alone, gzip",
    "requests to other hosts": "requests to other hosts",
    "first reading, median": "first reading, median",
    "first reading, CPU throttled 4×, median": "first reading with the CPU slowed 4×, median",
    "stock, first result, median": "stock TensorFlow.js on an empty page, first result, median",
    "first reading, slow network, cold, median": "first visit, first reading, median",
    "first reading, slow network, second visit, median": "second visit, first reading, median",
    "ink drawn as soon as the pad is seen: lost": "first visits of 20 that lose ink drawn as soon as the pad is seen",
    "ink drawn as soon as the pad is seen: read, median": "such ink: from navigation to its reading, median",
    "layout shift, 360 pixels wide": "layout shift while it loads, on a phone",
    "layout shift, 1280 pixels wide": "layout shift while it loads, in a wide window",
    "end of stroke to reading, mouse, median": "mouse: from the end of a stroke to its reading, median",
    "end of stroke to reading, mouse, p95": "mouse: from the end of a stroke to its reading, 95th percentile",
    "  of it in the page, mouse, median": "mouse: of that within the page, median",
    "end of stroke to reading, touch, median": "touch: from the end of a stroke to its reading, median",
    "end of stroke to reading, touch, p95": "touch: from the end of a stroke to its reading, 95th percentile",
    "  of it in the page, touch, median": "touch: of that within the page, median",
    "  of it in the page, touch, p95": "touch: of that within the page, 95th percentile",
    "5 digits, end of stroke to reading, median": "last digit: from the end of a stroke to the reading, median",
    "5 digits, end of stroke to reading, p95": "last digit: from the end of a stroke to the reading, 95th percentile",
    "drop to reading, slowest": "from the drop to the reading, slowest",
    "drop to reading, median": "from the drop to the reading, median",
    "longest task meanwhile": "longest task of the page's own thread meanwhile (under 50 ms counts as 0)",
    "digitpad, one image, median": "one digit, median",
    "digitpad, images a second": "digits a second, many at once",
    "ours : stock (cpu), one image, median": "one digit, to stock TensorFlow.js's cpu backend",
    "ours : stock (webgl), one image, median": "one digit, to its webgl backend, in software here",
    "ours : stock (wasm), one image, median": "one digit, to its wasm backend",
    "ours : stock (wasm), images a second": "digits a second, many at once, to its wasm backend",
    "renderer's own memory after 200 readings, with what is garbage": "the same before garbage is collected",
    "renderer's own memory after 200 readings, without the browser's own program": "of it what the page has written",
    "renderer's own memory, an empty page": "renderer's own memory, an empty page",
    "random inputs": "random inputs",
    "of them refused in plain words": "refused in plain words",
    "answered wrongly, not at all or not in plain words": "answered wrongly, not at all or not in plain words",
    "uncaught errors": "errors that nothing caught",
}


def page(bench):
    """The text of docs/figures.md, from a bench and the published cards."""
    card, about = site.model_card("default"), bench["about"]
    return "\n".join(
        [
            "<!-- Written by `build.py figures`. Edits here are lost. -->",
            "",
            "# Figures",
            "",
            "Every figure here was written by a run: accuracy of the networks by their training, in "
            "`web/model/NAME/card.json`; everything else by the bench, in [bench.json](bench.json). The bench ran as "
            f"`{about['command']}` in {about['browser']} on {about['system']}, on {about['date'][:10]}. Goals are this "
            "project's own. Other machines give other times; what is compared with stock TensorFlow.js was measured "
            "in turns with it.",
            "",
            *_goals(bench),
            *_network(card),
            *_networks([card, *_others()]),
            *_accuracy(bench["accuracy"]),
            *_whole("Pictures", bench["pictures"], BY_DISTANCE),
            *_whole("Numbers with marks, and tables", bench["numbers"]),
            *_whole("The camera", bench["camera"]),
            "## Speed and size",
            "",
            *(line for name in SECTIONS for line in _section(name, bench[name])),
            *_corrections(bench["corrections"]),
            *_trials(card),
        ]
    )


def _others():
    """The cards of the published networks but the default and those of embedded digits."""
    folders = sorted((site.ROOT / "web" / "model").glob("*/card.json"))
    names = [path.parent.name for path in folders]
    return [site.model_card(name) for name in names if name != "default" and not name.endswith("embedded")]


def _goals(bench):
    """How many goals there are, and which of them are missed."""
    judged = {}
    for title, section in bench.items():
        for name, each in (section or {}).get("figures", {}).items():
            if "verdict" in each:
                judged[f"{name} ({title})" if name in judged else name] = each  # some sections share a name
    missed = {name: each for name, each in judged.items() if each["verdict"] != "ok"}
    said = f"{len(missed)} of {len(judged)} goals are missed:" if missed else f"All {len(judged)} goals are reached."
    return ["## Goals", "", said, "", *(_table(missed, missed) if missed else []), ""]


def _network(card):
    exact = card["againstKeras"]["float32"]
    return [
        "## The network that reads",
        "",
        f"`default` has {card['parameters']:,} parameters and takes {card['multiplyAdds'] / 1e6:.1f} million "
        f"multiply-adds a digit; its weights, {card['precision']}, are "
        f"{card['files']['weights.bin']['bytes'] / 1000:.1f} KB. What it reads correctly in the browser, with these "
        "weights:",
        "",
        "| digits | with one look | with a second look at what is in doubt |",
        "| --- | ---: | ---: |",
        *(f"| {name} | {correct(card, name)} | {correct(card, name, 'page')} |" for name in card["accuracy"]),
        "",
        "The validation digits chose the epoch, how far the weights are rounded and whether to look twice. The strokes "
        "of held-out writers are among them; MNIST's test set is not.",
        "",
        f"The browser against Keras, on {exact['images']:,} digits: in float32 it reads {exact['otherDigits']} of them "
        f"differently, and no probability differs by more than {exact['largestDifference']:.1g}. {_as_published(card)}",
        "",
        *_packed(card),
    ]


def _as_published(card):
    """What the published weights change, in comparison with Keras or, if they were packed later, with those before."""
    precision = card["precision"]
    against, other = card["againstKeras"].get(precision), "Keras"
    if against is None:
        against, other = card["quantisation"]["against"], f"the {card['quantisation']['before']} weights before"
    return (
        f"With the weights as they are published it reads {against['otherDigits']} of {against['images']:,} digits "
        f"differently than with {other}, and no probability differs by more than {against['largestDifference']:.1g}."
    )


def _packed(card):
    """How many bits each layer's weights have, where they are packed."""
    if "quantisation" not in card:
        return []
    about = card["quantisation"]
    return [
        "How many [bits](training.md#publish) each layer's weights have, and what rounding it alone changes on "
        f"{about['digits']:,} validation digits and {about['others']:,} images that are none:",
        "",
        "| layer | shape | bits | bytes | change of the loss | divergence, nats |",
        "| --- | --- | ---: | ---: | ---: | ---: |",
        *(
            f"| {one['name']} | {'×'.join(map(str, one['shape']))} | {one['bits']} | {one['bytes']:,} "
            f"| {one['loss']:+.5f} | {one['divergence']:.5f} |"
            for one in about["weights"]
        ),
        f"| all | | | {card['files']['weights.bin']['bytes']:,} | {about['loss'][1] - about['loss'][0]:+.5f} "
        f"| {about['divergence']:.5f} |",
        "",
    ]


def _networks(cards):
    """All networks side by side; beside MNIST's figure the one that a network's author states."""
    return [
        "## All networks",
        "",
        "With one look. The five beside `default` are trained on MNIST alone.",
        "",
        "| network | parameters | million multiply-adds | weights | MNIST test | its author's figure | pen strokes |",
        "| --- | ---: | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| `{card['name']}` | {card['parameters']:,} | {card['multiplyAdds'] / 1e6:.1f} "
            f"| {card['files']['weights.bin']['bytes'] / 1000:.0f} KB {card['precision']} | {correct(card, MNIST)} "
            f"| {format(card['stated'], '.2%') if card.get('stated') else ''} | {correct(card, PEN)} |"
            for card in cards
        ),
        "",
    ]


def correct(card, name, by=None):
    """The share of a set that a network reads correctly: as it is published, or `by` another reader of its card."""
    return next(
        f"{row[by or card['precision']]:.2%}" for title, row in card["accuracy"].items() if title.startswith(name)
    )


def _accuracy(section):
    """What is read correctly through the public module: first what has a goal, then all else."""
    figures = section["figures"]
    goals = {name for name, each in figures.items() if "verdict" in each}
    return [
        "## Through the public module",
        "",
        "Everything as other pages call it: strokes, canvases, pictures and photographs, single digits and numbers. "
        f"These are {section['is']}.",
        "",
        *_table(figures, goals),
        "",
        "How often readings are right, by how sure they are:",
        "",
        "![Dots near the diagonal: of what is read with 90% confidence, about 90% is right](reliability.svg)",
        "",
        "### Under each condition",
        "",
        "Of numbers and pages, the share that is read correctly as a whole, and then the share of their digits and "
        "rows. Of what is no digit, the share that is refused.",
        "",
        *_table(figures, figures.keys() - goals),
        "",
    ]


def _whole(heading, section, more=""):
    """All figures of a section, below a heading of their own and what was measured."""
    return [
        f"## {heading}",
        "",
        f"These are {section['is']}. {more}".rstrip(),
        "",
        *_table(section["figures"], section["figures"]),
        "",
    ]


def _section(name, section):
    heading, first = SECTIONS[name]
    figures = section["figures"]
    shown = [each for each, figure in figures.items() if each in LABELS or "verdict" in figure]
    return [f"### {heading}", "", first, "", *_table(figures, shown), ""]


def _corrections(section):
    """What a writer's corrections change, where there was somebody to correct anything."""
    return [
        "## Corrections",
        "",
        "What changes once somebody has said what some of their digits are; [how that works](reading.md#corrections).",
        "",
        *(_table(section["figures"], section["figures"]) if section["figures"] else ["There was no writer to learn."]),
        "",
        "<details><summary>How this is measured</summary>",
        "",
        section.get("is", ""),
        "",
        "</details>",
        "",
    ]


def _trials(card):
    """What was tried for the default network: docs/trials/ has each run's card, with what was "tried" in words."""
    trials = [json.loads(path.read_text("utf-8")) for path in sorted(TRIALS.glob("*.json"))]
    return [
        "## What was tried for `default`",
        "",
        "Each row is a run, as its card in [trials](trials) has it, with that run's own precision and no second look.",
        "",
        "| tried | parameters | epochs | validation | MNIST test | pen strokes |",
        "| --- | ---: | ---: | ---: | ---: | ---: |",
        *(
            f"| {each['tried']}{' (this one reads)' if each['files'] == card['files'] else ''} "
            f"| {each['parameters']:,} | {each['training']['epochs']} | {correct(each, VALIDATION)} "
            f"| {correct(each, MNIST)} | {correct(each, PEN)} |"
            for each in trials
        ),
        "",
    ]


def _table(figures, names):
    """Figures in their own order, those of these names, each with its goal and whether that is missed.

    Columns in which there is nothing are left out.
    """
    shown = {name: each for name, each in figures.items() if name in names}
    columns = {
        "figure": [LABELS.get(name, name) for name in shown],
        "measured": [in_words(each) for each in shown.values()],
        "of": [format(each["of"], ",") if "of" in each else "" for each in shown.values()],
        "goal": [_goal(each) for each in shown.values()],
    }
    columns = {title: cells for title, cells in columns.items() if any(cells)}
    alignments = [("---:", "---")[title in ("figure", "goal")] for title in columns]
    return [f"| {' | '.join(cells)} |" for cells in (columns, alignments, *zip(*columns.values(), strict=True))]


def _goal(each):
    for bound, sign in (("most", "≤"), ("least", "≥")):
        if bound in each:
            missed = "" if each["verdict"] == "ok" else ", **missed**"
            return f"{sign} {in_words({**each, 'value': each[bound]})}{missed}"
    return ""
