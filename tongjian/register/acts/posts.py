"""Acts on leading bodies and their posts."""

from datetime import date

from tongjian.register import vocabulary
from tongjian.register.acts._rows import (
    correct,
    end,
    inside,
    known_word,
    ordered,
    organ_of_body,
    organ_of_post,
    owned_by,
    recorded,
    standing,
    the,
    turn,
)
from tongjian.register.models import Body, BodySpan, Organ, OrganSpan, Post, PostSpan, Tenure
from tongjian.register.refusals import NameMissing
from tongjian.trail.acts import Deed, act
from tongjian.trail.models import OPEN

POWER = "keep_register"


@act("body.created", needs=POWER)
def create_body(
    deed: Deed, *, organ: str, name: str, kind: str, valid_from: date, valid_to: date = OPEN
) -> Body:
    """Enter a leading body of an organ."""
    owned_by(deed, organ)
    the(Organ, id=organ)
    _checked(name=name, kind=kind)
    ordered(valid_from, valid_to)
    inside(OrganSpan, valid_from, valid_to, organ=organ)
    body = Body(organ_id=organ)
    deed.record(body)
    deed.record(BodySpan(body=body, name=name, kind=kind, valid_from=valid_from, valid_to=valid_to))
    deed.about(f"body:{body.id}")
    return body


@act("body.changed", needs=POWER)
def change_body(
    deed: Deed, *, body: str, valid_from: date, name: str | None = None, kind: str | None = None
) -> BodySpan:
    """From a day on the body bears another name or is of another kind."""
    owned_by(deed, organ_of_body(body))
    _checked(name=name, kind=kind)
    deed.about(f"body:{body}")
    return turn(deed, standing(BodySpan, valid_from, body=body), valid_from, name=name, kind=kind)


@act("body.corrected", needs=POWER)
def correct_body(
    deed: Deed,
    *,
    span: str,
    name: str | None = None,
    kind: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> BodySpan:
    """Say anew one span of a body that was recorded wrongly."""
    row = the(BodySpan, id=span)
    owned_by(deed, organ_of_body(row.body_id))
    _checked(name=name, kind=kind)
    deed.about(f"body:{row.body_id}")
    return correct(deed, row, name=name, kind=kind, valid_from=valid_from, valid_to=valid_to)


@act("body.abolished", needs=POWER)
def abolish_body(deed: Deed, *, body: str, valid_to: date) -> int:
    """The body ends, and with it its posts and tenures; returns how many rows ended."""
    owned_by(deed, organ_of_body(body))
    posts = list(recorded(Post, body=body).values_list("id", flat=True))
    deed.about(f"body:{body}")
    return (
        end(deed, recorded(Tenure, post__in=posts), valid_to)
        + end(deed, recorded(PostSpan, post__in=posts), valid_to)
        + end(deed, recorded(BodySpan, body=body), valid_to)
    )


@act("post.created", needs=POWER)
def create_post(
    deed: Deed,
    *,
    body: str,
    title: str,
    role: str,
    valid_from: date,
    valid_to: date = OPEN,
    precedence: int = 1,
    charge: str = "",
) -> Post:
    """Enter a post of a leading body; ``charge`` is what it is in charge of (分管)."""
    owned_by(deed, organ_of_body(body))
    _checked(name=title, role=role)
    ordered(valid_from, valid_to)
    inside(BodySpan, valid_from, valid_to, body=body)
    post = Post(body_id=body)
    deed.record(post)
    deed.record(
        PostSpan(
            post=post,
            title=title,
            role=role,
            precedence=precedence,
            charge=charge,
            valid_from=valid_from,
            valid_to=valid_to,
        )
    )
    deed.about(f"post:{post.id}")
    return post


@act("post.changed", needs=POWER)
def change_post(
    deed: Deed,
    *,
    post: str,
    valid_from: date,
    title: str | None = None,
    role: str | None = None,
    precedence: int | None = None,
    charge: str | None = None,
) -> PostSpan:
    """From a day on the post has another title, role, precedence or charge; its tenures go on."""
    owned_by(deed, organ_of_post(post))
    _checked(name=title, role=role)
    deed.about(f"post:{post}")
    return turn(
        deed,
        standing(PostSpan, valid_from, post=post),
        valid_from,
        title=title,
        role=role,
        precedence=precedence,
        charge=charge,
    )


@act("post.corrected", needs=POWER)
def correct_post(
    deed: Deed,
    *,
    span: str,
    title: str | None = None,
    role: str | None = None,
    precedence: int | None = None,
    charge: str | None = None,
    valid_from: date | None = None,
    valid_to: date | None = None,
) -> PostSpan:
    """Say anew one span of a post that was recorded wrongly."""
    row = the(PostSpan, id=span)
    owned_by(deed, organ_of_post(row.post_id))
    _checked(name=title, role=role)
    deed.about(f"post:{row.post_id}")
    return correct(
        deed,
        row,
        title=title,
        role=role,
        precedence=precedence,
        charge=charge,
        valid_from=valid_from,
        valid_to=valid_to,
    )


@act("post.abolished", needs=POWER)
def abolish_post(deed: Deed, *, post: str, valid_to: date) -> int:
    """The post ends, and with it whoever holds it; returns how many rows ended."""
    owned_by(deed, organ_of_post(post))
    deed.about(f"post:{post}")
    return end(deed, recorded(Tenure, post=post), valid_to) + end(
        deed, recorded(PostSpan, post=post), valid_to
    )


def _checked(*, name: str | None = None, kind: str | None = None, role: str | None = None) -> None:
    if name is not None and not name.strip():
        raise NameMissing(what=Body._meta.verbose_name if role is None else Post._meta.verbose_name)
    if kind is not None:
        known_word(kind, vocabulary.BODY_KINDS, BodySpan._meta.get_field("kind").verbose_name)
    if role is not None:
        known_word(role, vocabulary.ROLES, PostSpan._meta.get_field("role").verbose_name)
