"""Every guard of a measure, changed one at a time: what no example notices, no example guards."""
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from typing import Any, get_args

from tongjian.rulebook import EncodedMeasure, Rulebook
from tongjian.rulebook.schema import Every, Measure, Role, Selector

LIMITS = ("within", "gap")


def mutants(measure: Measure) -> Iterator[tuple[str, Measure]]:
    """Each way in which one guard of a deriving measure may be wrong, with its name."""
    day = timedelta(days=1)
    # A window opens once in a while only: a day more or less in between changes nothing.
    step = timedelta(days=366) if measure.derives.periodic else day
    yield "in force later", measure.model_copy(update={"in_force": measure.in_force + step})
    yield "in force earlier", measure.model_copy(update={"in_force": measure.in_force - step})
    if measure.until:
        yield "repealed a day later", measure.model_copy(update={"until": measure.until + day})
    if measure.subject.kind == "post":
        yield "personal flipped", measure.model_copy(update={"personal": not measure.personal})
    verified = None if measure.verified_by else "own_organ"
    yield "verification flipped", measure.model_copy(update={"verified_by": verified})
    for exhibit in measure.exhibits:
        fewer = [other for other in measure.exhibits if other is not exhibit]
        changed = fewer or [exhibit.model_copy(update={"kind": "survey"})]
        yield f"without {exhibit.kind}", measure.model_copy(update={"exhibits": changed})
    other = next(one for one in get_args(Selector) if one not in (measure.bearer.who, "subject_post"))
    yield "another bearer", measure.model_copy(update={"bearer": measure.bearer.model_copy(update={"who": other})})
    yield from _of_subject(measure)
    yield from _of_generator(measure)


def _of_subject(measure: Measure) -> Iterator[tuple[str, Measure]]:
    subject = measure.subject

    def changed(**update: Any) -> Measure:
        return measure.model_copy(update={"subject": subject.model_copy(update=update)})

    for field in ("roles", "classes", "levels"):
        values = getattr(subject, field)
        if values and not (field == "roles" and len(values) == len(get_args(Role))):
            yield f"any {field}", changed(**{field: []})
        for value in values if len(values) > 1 else ():
            yield f"{field} without {value}", changed(**{field: [one for one in values if one != value]})
    if subject.kind == "post" and not measure.derives.event:  # an event does not ask who held the post
        yield "occupied flipped", changed(occupied=not subject.occupied)


def _of_generator(measure: Measure) -> Iterator[tuple[str, Measure]]:
    name = next(name for name in ("periodic", "event", "continuous") if getattr(measure.derives, name))
    generator = getattr(measure.derives, name)

    def changed(**update: Any) -> Measure:
        inside = generator.model_copy(update=update)
        return measure.model_copy(update={"derives": measure.derives.model_copy(update={name: inside})})

    if isinstance(getattr(generator, "every", None), str):
        for every in get_args(Every):
            if every != generator.every:
                yield f"every {every}", changed(every=every)
    if getattr(generator, "min_exposure", None):
        yield "no minimum time in post", changed(min_exposure=None)
        yield "a longer minimum time in post", changed(min_exposure=longer(generator.min_exposure))
    for event in getattr(generator, "on", ()):
        others = [other for other in generator.on if other != event]
        another = "clue.identified" if event == "report.received" else "report.received"
        yield f"not on {event}", changed(on=others or [another])
    if getattr(generator, "details", ()):
        yield "any kind of tenure", changed(details=[])
    if isinstance(getattr(generator, "gap", None), str):
        yield "a longer gap", changed(gap=longer(generator.gap))
    due = getattr(generator, "due", None)
    if due is not None:
        if isinstance(due.within, str):
            yield "a longer time limit", changed(due=due.model_copy(update={"within": longer(due.within)}))
        if due.basis == "text":
            yield "not the text's own limit", changed(due=due.model_copy(update={"basis": "default"}))
        if not (isinstance(due.within, str) and due.within.endswith("workdays")):  # those never end on a day off
            yield "rolling flipped", changed(due=due.model_copy(update={"rolls": not due.rolls}))


def longer(limit: str) -> str:
    count, unit = limit.split(" ", 1)
    return f"{int(count) + 1} {unit}"


def with_measure(rulebook: Rulebook, encoded: EncodedMeasure, measure: Measure) -> Rulebook:
    """The rulebook with one measure exchanged."""
    measures = dict(rulebook._measures) | {encoded.id: replace(encoded, measure=measure)}
    return replace(rulebook, _measures=measures)
