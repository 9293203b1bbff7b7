"""Who bears a duty: for every selector, whom it means for the subjects of an organ, and when. Pure text.

Of several top leaders of an organ the smallest (precedence, id) counts on each day. An organ is its own
superior discipline organ or organization department only while its superior has no other.
"""

from tongjian.register.dialects import Words


def bearer(w: Words, organs: str | None) -> str:
    """The SELECT of the relation ``bearer``."""
    parts = [_bearer_tables(w, organs) + "," + _office_tables(w, organs), _own_and_above(w, organs)]
    for name in ("discipline_organ", "organization_department"):
        parts.append(_offices(w, name, organs))
    return "\n".join(parts)


def _bearer_tables(w: Words, organs: str | None) -> str:
    """The steps that several selectors share: superiors, leading posts, offices."""
    asked = f"asked(organ) AS ({organs}),\n" if organs else ""
    above = (
        """near AS (
  SELECT organ FROM asked UNION SELECT upper FROM above WHERE upper IS NOT NULL),
"""
        if organs
        else ""
    )
    return f"""
WITH {asked}above AS (
  SELECT r.lower_id AS organ, r.upper_id AS upper, r.valid_from AS valid_from, r.valid_to AS valid_to
  FROM register_relation r
  WHERE r.kind = 'managed_by' AND {w.seen("r")}{_asked("r.lower_id", organs)}),
{above}head AS (
  SELECT b.organ_id AS organ, s.post_id AS post, s.precedence AS precedence,
         s.valid_from AS valid_from, s.valid_to AS valid_to
  FROM register_body b JOIN register_post p ON p.body_id = b.id JOIN register_postspan s ON s.post_id = p.id
  WHERE s.role = 'top_leader' AND {w.seen("s")}{_near("b.organ_id", organs)}),
turn AS (SELECT organ, valid_from AS day FROM head UNION SELECT organ, valid_to FROM head),
stretch AS (
  SELECT organ, day AS valid_from, LEAD(day) OVER (PARTITION BY organ ORDER BY day) AS valid_to FROM turn),
placed AS (
  SELECT t.organ AS organ, h.post AS post, t.valid_from AS valid_from, t.valid_to AS valid_to,
         ROW_NUMBER() OVER (PARTITION BY t.organ, t.valid_from ORDER BY h.precedence, h.post) AS place
  FROM stretch t JOIN head h ON h.organ = t.organ
    AND h.valid_from <= t.valid_from AND t.valid_to <= h.valid_to),
leader AS (
  SELECT l.organ AS organ, l.post AS post, {w.common("l", "s")}
  FROM placed l JOIN register_organspan s ON s.organ_id = l.organ AND {w.seen("s")} AND {w.meet("l", "s")}
  WHERE l.place = 1)"""


def _office_tables(w: Words, organs: str | None) -> str:
    """Offices of the two classes under each superior, and when one of them stands there alone."""
    near = _near("r.upper_id", organs)
    return f"""
office AS (
  SELECT s.organ_class AS organ_class, r.upper_id AS upper, r.lower_id AS lower, {w.common("r", "s")}
  FROM register_relation r
  JOIN register_organspan s ON s.organ_id = r.lower_id AND {w.seen("s")} AND {w.meet("r", "s")}
  WHERE r.kind = 'managed_by' AND r.upper_id IS NOT NULL AND {w.seen("r")}{near}
    AND s.organ_class IN ('discipline_organ', 'organization_department')),
office_turn AS (
  SELECT organ_class, upper, lower, valid_from AS day FROM office
  UNION SELECT organ_class, upper, lower, valid_to FROM office
  UNION SELECT e.organ_class, e.upper, e.lower, o.valid_from FROM office e JOIN office o
    ON o.upper = e.upper AND o.organ_class = e.organ_class AND o.lower <> e.lower
    AND e.valid_from < o.valid_from AND o.valid_from < e.valid_to
  UNION SELECT e.organ_class, e.upper, e.lower, o.valid_to FROM office e JOIN office o
    ON o.upper = e.upper AND o.organ_class = e.organ_class AND o.lower <> e.lower
    AND e.valid_from < o.valid_to AND o.valid_to < e.valid_to),
office_stretch AS (
  SELECT organ_class, upper, lower, day AS valid_from,
         LEAD(day) OVER (PARTITION BY organ_class, upper, lower ORDER BY day) AS valid_to FROM office_turn),
alone AS (
  SELECT t.organ_class AS organ_class, t.upper AS upper, t.lower AS lower,
         t.valid_from AS valid_from, t.valid_to AS valid_to
  FROM office_stretch t JOIN office e
    ON e.organ_class = t.organ_class AND e.upper = t.upper AND e.lower = t.lower
    AND e.valid_from <= t.valid_from AND t.valid_to <= e.valid_to
  WHERE NOT EXISTS (SELECT 1 FROM office o WHERE o.organ_class = t.organ_class AND o.upper = t.upper
    AND o.lower <> t.lower AND o.valid_from <= t.valid_from AND t.valid_to <= o.valid_to))"""


def _near(column: str, organs: str | None) -> str:
    return f" AND {column} IN (SELECT organ FROM near)" if organs else ""


def _asked(column: str, organs: str | None) -> str:
    return f" AND {column} IN (SELECT organ FROM asked)" if organs else ""


def _own_and_above(w: Words, organs: str | None) -> str:
    return f"""
SELECT 'own_organ' AS selector, s.organ_id AS organ, s.organ_id AS bearer_organ, '' AS bearer_post,
       s.valid_from AS valid_from, s.valid_to AS valid_to
FROM register_organspan s WHERE {w.seen("s")}{_asked("s.organ_id", organs)}
UNION ALL
SELECT 'own_top_leader', l.organ, l.organ, l.post, l.valid_from, l.valid_to
FROM leader l WHERE 1 = 1{_asked("l.organ", organs)}
UNION ALL
SELECT 'superior_committee', a.organ, a.upper, '', {w.common("a", "s")}
FROM above a JOIN register_organspan s ON s.organ_id = a.upper AND {w.seen("s")} AND {w.meet("a", "s")}
UNION ALL
SELECT 'superior_top_leader', a.organ, a.upper, l.post, {w.common("a", "l")}
FROM above a JOIN leader l ON l.organ = a.upper AND {w.meet("a", "l")}
UNION ALL
SELECT n.selector, a.organ, '', '', a.valid_from, a.valid_to
FROM above a CROSS JOIN (SELECT 'superior_committee' AS selector UNION ALL SELECT 'superior_top_leader'
  UNION ALL SELECT 'superior_discipline_organ' UNION ALL SELECT 'superior_organization_department') n
WHERE a.upper IS NULL
UNION ALL
SELECT 'leading_discipline_organ', r.lower_id, '', '', r.valid_from, r.valid_to
FROM register_relation r
WHERE r.kind = 'led_by' AND r.upper_id IS NULL AND {w.seen("r")}{_asked("r.lower_id", organs)}
UNION ALL
SELECT 'leading_discipline_organ', r.lower_id, r.upper_id, '', {w.common("r", "s")}
FROM register_relation r
JOIN register_organspan s ON s.organ_id = r.upper_id AND {w.seen("s")} AND {w.meet("r", "s")}
WHERE r.kind = 'led_by' AND {w.seen("r")}{_asked("r.lower_id", organs)}
UNION ALL
SELECT 'stationed_office', r.upper_id, r.lower_id, '', {w.common("r", "s")}
FROM register_relation r
JOIN register_organspan s ON s.organ_id = r.lower_id AND {w.seen("s")} AND {w.meet("r", "s")}
WHERE r.kind = 'stationed_at' AND r.upper_id IS NOT NULL AND {w.seen("r")}{_asked("r.upper_id", organs)}"""


def _offices(w: Words, organ_class: str, organs: str | None) -> str:
    return f"""UNION ALL
SELECT 'own_{organ_class}', o.upper, o.lower, '', o.valid_from, o.valid_to
FROM office o WHERE o.organ_class = '{organ_class}'{_asked("o.upper", organs)}
UNION ALL
SELECT 'superior_{organ_class}', a.organ, o.lower, '', {w.common("a", "o")}
FROM above a JOIN office o ON o.upper = a.upper AND o.lower <> a.organ AND {w.meet("a", "o")}
WHERE o.organ_class = '{organ_class}'
UNION ALL
SELECT 'superior_{organ_class}', l.lower, l.lower, '', l.valid_from, l.valid_to
FROM alone l WHERE l.organ_class = '{organ_class}'{_asked("l.lower", organs)}"""
