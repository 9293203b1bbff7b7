"""How the acts close and record rows: a fact is never changed, it is closed and said anew."""

from collections.abc import Iterable
from datetime import date
from typing import Any, TypeVar

from django.conf import settings
from django.db.models import Q, QuerySet

from tongjian.register.models import Body, Holder, Organ, OrganSpan, Post
from tongjian.register.numbers import key_mark, names_nobody
from tongjian.register.refusals import (
    NoChangeThatDay,
    NotItsOrgan,
    NotRecorded,
    NumbersOfAnotherKey,
    OutsideItsLife,
    RecordedLater,
    UnknownWord,
    WrongDates,
)
from tongjian.trail.acts import Deed
from tongjian.trail.models import OPEN, FactRow, SealedRow

Row = TypeVar("Row", bound=SealedRow)
Fact = TypeVar("Fact", bound=FactRow)

SEALED = ("id", "stamp", "recorded_from", "recorded_to", "closed_stamp")


def recorded(model: type[Row], **where: Any) -> QuerySet[Row]:
    """The rows that are the present knowledge, oldest validity first where they have one."""
    found = model._default_manager.filter(recorded_to=OPEN, **where)
    return found.order_by("valid_from", "id") if issubclass(model, FactRow) else found.order_by("id")


def the(model: type[Row], **where: Any) -> Row:
    """The one present row, or a refusal."""
    row = recorded(model, **where).first()
    if row is None:
        raise NotRecorded(what=model._meta.verbose_name, id=next(iter(where.values()), ""))
    return row


def standing(model: type[Fact], day: date, **where: Any) -> Fact:
    """The one present row that is true on a day, or a refusal."""
    row = recorded(model, **where).filter(valid_from__lte=day, valid_to__gt=day).first()
    if row is None:
        raise OutsideItsLife(what=model._meta.verbose_name, day=day)
    return row


def inside(model: type[Fact], valid_from: date, valid_to: date, **where: Any) -> None:
    """Refuse a span that leaves the life of what it belongs to; an open end needs an open life."""
    reached = valid_from
    for first, until in recorded(model, **where).values_list("valid_from", "valid_to"):
        if first <= reached < until:
            reached = until
    if reached < valid_to:
        raise OutsideItsLife(what=model._meta.verbose_name, day=reached)


def ordered(valid_from: date, valid_to: date) -> None:
    if valid_from >= valid_to:
        raise WrongDates(valid_from=valid_from, valid_to=valid_to)


def known_word(word: str, words: Iterable[str], field: Any) -> None:
    if word not in words:
        raise UnknownWord(word=word, field=field)


def again(row: Fact, **changes: Any) -> Fact:
    """A new row of the same fact, with some values changed; not yet recorded."""
    values = {
        field.attname: getattr(row, field.attname)
        for field in row._meta.concrete_fields
        if field.attname not in SEALED
    }
    return type(row)(**{**values, **changes})


def close(deed: Deed, rows: Iterable[SealedRow]) -> None:
    """Close rows as of the deed's day; a row recorded after that day cannot be closed before it was known."""
    closing = list(rows)
    later = max((row.recorded_from for row in closing), default=deed.on)
    if later > deed.on:
        raise RecordedLater(on=deed.on, recorded=later)
    deed.close(closing)


def correct(deed: Deed, row: Fact, **changes: Any) -> Fact:
    """Close a row and say its fact anew."""
    new = again(row, **{name: value for name, value in changes.items() if value is not None})
    ordered(new.valid_from, new.valid_to)
    close(deed, [row])
    deed.record(new)
    return new


def turn(deed: Deed, row: Fact, day: date, **changes: Any) -> Fact:
    """From ``day`` on the row reads differently: its fact ends that day and a new one begins."""
    if row.valid_from == day:
        raise NoChangeThatDay(day=day)
    close(deed, [row])
    deed.record(again(row, valid_to=day))
    new = again(
        row, fact="", valid_from=day, **{name: value for name, value in changes.items() if value is not None}
    )
    deed.record(new)
    return new


def end(deed: Deed, rows: Iterable[Fact], day: date) -> int:
    """Whatever of the rows reaches beyond ``day`` ends there; what would only begin later is taken back."""
    reaching = [row for row in rows if row.valid_to > day]
    if reaching:
        close(deed, reaching)
        for row in reaching:
            if row.valid_from < day:
                deed.record(again(row, valid_to=day))
    return len(reaching)


def owned_by(deed: Deed, organ: str) -> None:
    """Refuse when the act stands at another organ than the one that owns the object; the system may."""
    if deed.where is not None and deed.where != organ:
        raise NotItsOrgan(owner=organ, where=deed.where)


def organ_of_body(body: str) -> str:
    return str(the(Body, id=body).organ_id)


def organ_of_post(post: str) -> str:
    return organ_of_body(str(the(Post, id=post).body_id))


def life_of(organ: str) -> tuple[date, date]:
    """First and last day of an organ as presently known."""
    the(Organ, id=organ)
    spans = list(recorded(OrganSpan, organ=organ).values_list("valid_from", "valid_to"))
    if not spans:
        raise NotRecorded(what=OrganSpan._meta.verbose_name, id=organ)
    return min(first for first, _ in spans), max(until for _, until in spans)


def of_this_key(numbers: Iterable[str]) -> None:
    """Refuse to recognise numbers by a key other than the one that the register was kept with."""
    if all(map(names_nobody, numbers)):
        return
    made = Q(number_commitment="")
    for mark in (key_mark(), key_mark(settings.NUMBER_KEY())):
        made |= Q(number_commitment__startswith=mark)
    if Holder.objects.exclude(made).exists():
        raise NumbersOfAnotherKey()
