-- Which subject each term speaks of, and from when to when (semantics §2).
live_term AS (SELECT * FROM term {measure_scope}),
live_subject AS (SELECT * FROM subject {subject_scope}),
live_claim AS (SELECT * FROM claim {claim_scope}),
live_event AS (
  SELECT id, kind, subject, COALESCE(detail, '') AS detail, day FROM event
  UNION ALL
  SELECT id, 'tenure.started', post, kind, valid_from FROM tenure WHERE COALESCE(holder, '') <> ''
),
governed AS (
  SELECT p.organ, p.organ_class, p.level, a.organ AS governor, p.valid_from, p.valid_to
  FROM place p
  JOIN adopter a ON {position}(p.path, '/' || a.organ || '/') > 0
  WHERE NOT EXISTS (
    SELECT 1 FROM adopter b
    WHERE {position}(p.path, '/' || b.organ || '/') > {position}(p.path, '/' || a.organ || '/'))
),
qualified AS (
  SELECT t.term, t.measure, s.id AS subject, s.organ AS subject_organ,
         {greatest}(s.valid_from, g.valid_from) AS qf, {least}(s.valid_to, g.valid_to) AS qt
  FROM live_term t
  JOIN governed g ON g.governor = t.governor
  JOIN live_subject s ON s.organ = g.organ AND s.kind = t.subject_kind
   AND s.valid_from < g.valid_to AND g.valid_from < s.valid_to
  WHERE t.generator <> 'inactive'
    AND (t.roles = '' OR {position}(t.roles, '|' || s.role || '|') > 0)
    AND (t.classes = '' OR {position}(t.classes, '|' || g.organ_class || '|') > 0)
    AND (t.levels = '' OR {position}(t.levels, '|' || g.level || '|') > 0)
),
lifetime AS (
  SELECT s.id AS subject, MAX({least}(s.valid_to, p.valid_to)) AS ended
  FROM live_subject s
  JOIN place p ON p.organ = s.organ AND s.valid_from < p.valid_to AND p.valid_from < s.valid_to
  GROUP BY s.id
)
