"""What is done with an experiment, one stage after the other: training, publishing, evaluating.

stages.each(experiments.named(["default"], None, {}), stages.export)
"""

import sys
from dataclasses import replace

from errors import PlainError
from tools import browser, experiments, graphs, publish, reports, republish, trial
from train import (
    contact_sheet,
    distillation,
    examples,
    fitting,
    models,
    own_data,
    own_networks,
    runs,
    saved_networks,
    sources,
)


def each(found, work):
    """Do something with each experiment. One that fails is reported at the end, and the others go on meanwhile.

    Raises PlainError: that of a single experiment, or one with the names of all that failed.
    """
    if len(found) == 1:
        return work(found[0])
    failures = []
    for experiment in found:
        try:
            work(experiment)
        except PlainError as error:
            print(f"{experiment.name}: {error}", file=sys.stderr, flush=True)
            failures.append(experiment.name)
    if failures:
        raise PlainError(f"Failed, see above: {', '.join(failures)}")


def train(experiment, distribute=False, teacher=None, begun=None):
    """Train a network, after its teacher where it has one; returns the Keras model. See `fitting.fit`.

    `teacher` is the name of a published network that teaches, in place of one that is trained first, and `begun` of one
    whose weights it begins with: then it teaches itself where no other teacher is named. Raises PlainError, before
    anything is trained, where the network can't be run by the page, or data are missing.
    """
    own = experiment.name not in models.NETWORKS
    if own:
        _try(experiment)
    if sources.is_own(experiment.source):
        _tell_of_data(experiment)
    examples.check(experiment.source, experiment.settings)
    if begun and not experiment.settings.distillation:
        raise PlainError(f"--from {begun} goes on with the epochs of --distillation: expected 1 at least, got 0.")
    first = graphs.published(experiments.MODELS / begun) if begun else None
    is_taught = experiment.settings.distillation and (teacher or not begun)
    taught_by = _teacher(experiment, distribute, teacher) if is_taught else None
    print(f"Training {experiment.name} on {experiment.described}, in {experiment.run}", flush=True)
    return fitting.fit(
        experiment.name, experiment.source, experiment.run, experiment.settings, distribute, taught_by, teacher, first
    )


def _try(experiment):
    """Tell of a network of one's own that the page could not run, and of what was added to it."""
    model, notes = models.noted(experiment.name)
    for note in notes:
        print(f"  {note}")
    print(f"  {experiment.published} {trial.run(experiment.name, model)}", flush=True)


def _teacher(experiment, distribute, published):
    """The network that teaches: a published one as it is, or one that is trained first, where it is not yet."""
    if published:
        return graphs.published(experiments.MODELS / published).read
    first = experiments.experiment(distillation.TEACHER, experiment.source, {})
    if not runs.is_finished(first.run, runs.asked_for(first.name, first.source, first.settings)):
        minutes = fitting.estimated_minutes(first.name, first.source, first.settings)
        print(
            f"{experiment.name} is taught by {first.name}, which is trained first: {first.settings.epochs} epochs, at "
            f"most {minutes:,.0f} min here. --teacher {first.name} takes the published one instead, --no-teacher none.",
            flush=True,
        )
    return train(first, distribute)


def _tell_of_data(experiment):
    """Say what is in data of one's own, and draw a sheet with some of it to look at."""
    data, share = experiment.source, experiment.settings.validation
    for line in own_data.described(data, share):
        print(f"  {line}")
    sheet = contact_sheet.write(experiment.run.with_name(f"{experiment.run.name}.png"), data.parts(share))
    print(f"  {sheet} shows some of it: look whether they are labelled rightly, and bright on black", flush=True)


def export(experiment):
    """Publish the network of a finished run, or a saved one, to web/model/, and print what came of it.

    Raises PlainError.
    """
    if saved_networks.is_file(experiment.name) and not _is_there(experiment):
        _take_over(experiment)
    model = experiment.model()
    with browser.browser() as chromium:
        card = publish.export(model, experiment, chromium)
    _show(experiment, card)


def _is_there(experiment):
    """Whether there is a run of this very file: trained further, or taken over as it was."""
    own, none = experiment.settings, replace(experiment.settings, epochs=0)
    asked = (runs.asked_for(experiment.name, experiment.source, settings) for settings in (own, none))
    return any(runs.is_finished(experiment.run, wanted) for wanted in asked)


def _take_over(experiment):
    """Make a run of a saved network, as it is."""
    model, notes = models.noted(experiment.name)
    model, scale = own_networks.scaled(model, examples.validation_images(experiment.source, experiment.settings))
    for note in [*notes, *([f"It expects {scale}: pictures are brought to that first."] if scale else [])]:
        print(f"  {note}")
    print(f"  {experiment.published} {trial.run(experiment.name, model)}", flush=True)
    fitting.take_over(model, experiment.name, experiment.source, experiment.run, experiment.settings)


def pack(experiment):
    """Publish a published network with packed weights, and print what came of it. Raises PlainError."""
    with browser.browser() as chromium:
        card = republish.packed(experiment, chromium)
    _show(experiment, card)


def _show(experiment, card):
    size = card["files"]["weights.bin"]["bytes"]
    print(f"Published web/model/{experiment.published}: {card['precision']}, {size:,} bytes of weights")
    for name, row in card["accuracy"].items():
        print(f"  {name:45}", "  ".join(f"{reader} {share:.2%}" for reader, share in row.items()))


def evaluate(experiment, digit=experiments.DIGIT):
    """Measure a published network in the browser and, where there is its run, with Keras; write reports and plots.

    The feature maps in plots/ are those of the first `digit` of the test set. Raises PlainError.
    """
    if not experiment.card:
        raise PlainError(f"There is no web/model/{experiment.published}: expected a published network. Train it first.")
    with publish.serving({experiment.published: experiment.folder}) as address, browser.browser() as chromium:
        published = reports.of_published(experiment, chromium, address)
    reports.show(f"{experiment.published}, as published, in the browser", published)
    if experiment.trained.exists():
        reports.show(f"{experiment.published}, Keras", reports.of_run(experiment, digit))
        print(f"  metrics.json and plots/ are in {experiment.run}")


def bring_up_to_date(experiment):
    """Train, publish and evaluate a network, but for what is up to date."""
    wanted = runs.asked_for(experiment.name, experiment.source, experiment.settings)
    if not runs.is_finished(experiment.run, wanted):
        train(experiment)
    if not experiment.is_from_run:
        export(experiment)
    if not experiment.is_evaluated:
        evaluate(experiment)
    print(f"{experiment.published} is trained, published and evaluated")
