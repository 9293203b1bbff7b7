-- Which subject each term speaks of, and from when to when (semantics §2).
live_term AS (SELECT * FROM term {measure_scope}),
live_subject AS (SELECT * FROM subject {subject_scope}),
live_claim AS (SELECT * FROM claim {claim_scope}),
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
)
