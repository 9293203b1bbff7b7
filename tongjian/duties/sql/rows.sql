-- The ledger row (semantics §4).
weighed AS (
  SELECT g.*, COALESCE(s.due_final, g.due) AS due_final,
         CASE WHEN b.bearers IS NULL THEN 'superior' ELSE '' END AS lacks_superior,
         CASE WHEN {position}(b.bearers, '/') = 1 THEN 1 ELSE 0 END AS outside,
         CASE WHEN b.bearers IS NULL OR {position}(b.bearers, '/') = 1 THEN g.subject_organ
              ELSE substr(b.bearers, 1, {position}(b.bearers, '/') - 1) END AS opening_organ,
         CASE WHEN b.bearers IS NULL OR {position}(b.bearers, '/') = 1 THEN ''
              ELSE substr(b.bearers, {position}(b.bearers, '/') + 1) END AS opening_post,
         {least}(CASE WHEN g.repealed_on <= g.due THEN g.repealed_on ELSE {open} END,
                 CASE WHEN l.ended <= g.due AND h.organ IS NULL THEN l.ended ELSE {open} END,
                 CASE WHEN g.personal = 0 AND g.chain_stop <= g.due THEN g.chain_stop ELSE {open} END) AS supersedes
  FROM gathered g
  LEFT JOIN borne b ON b.measure = g.measure AND b.subject = g.subject AND b.marker = g.marker
  LEFT JOIN shifted s ON s.measure = g.measure AND s.subject = g.subject AND s.marker = g.marker
  LEFT JOIN lifetime l ON l.subject = g.subject
  LEFT JOIN (SELECT DISTINCT organ FROM heir) h ON h.organ = g.subject_organ
),
owed AS (
  SELECT w.measure, w.subject, w.marker, w.term, w.generator, w.governor, w.subject_organ,
         w.opens_on AS opens, w.due, w.due_final, f.soon_on, d.next_day AS next_due, f.next_day AS late_from,
         CASE WHEN f.announced = 0 AND ({position}(w.clock, 'workdays') > 0 OR {position}(w.clock, 'rolls') > 0)
              THEN 1 ELSE 0 END AS provisional, COALESCE(h.successor, w.opening_organ) AS bearer_organ,
         CASE WHEN h.successor IS NULL THEN w.opening_post ELSE '' END AS bearer_post,
         CASE WHEN w.basis = 'text' OR (w.basis = 'locality' AND w.signer <> w.opening_organ)
              THEN 'binding' ELSE 'suggested' END AS strength,
         CASE WHEN w.why_not <> '' THEN w.why_not WHEN w.outside = 1 THEN 'superior_outside' ELSE '' END AS reason,
         CASE WHEN w.why_not <> '' OR w.outside = 1 OR w.done_on IS NOT NULL OR w.waived_on IS NOT NULL THEN ''
              WHEN w.lacks <> '' THEN w.lacks ELSE w.lacks_superior END AS missing,
         w.done_on, w.waived_on, w.suspended_from, w.suspended_to,
         CASE WHEN w.supersedes < {open} AND COALESCE(w.done_on, {open}) >= w.supersedes
              THEN w.supersedes END AS superseded_on,
         CASE WHEN COALESCE(w.done_on, {open}) >= w.lapses THEN w.lapses END AS lapses_on
  FROM weighed w
  JOIN day d ON d.day = w.due
  JOIN day f ON f.day = w.due_final
  LEFT JOIN heir_span h ON h.organ = w.opening_organ AND h.day > w.opens_on
   AND h.day <= {least}({as_of}, COALESCE(w.done_on, {open}))
   AND h.until > {least}({as_of}, COALESCE(w.done_on, {open}))
  UNION ALL
  SELECT t.measure, t.governor, 'parameter:' || t.parameter, t.term, t.generator, t.governor, t.governor,
         t.opens_from, NULL, NULL, NULL, NULL, NULL, 0, t.governor, '', 'suggested', '', '',
         NULL, NULL, NULL, NULL, NULL, NULL
  FROM live_term t WHERE t.generator = 'inactive' {governor_scope}
)
SELECT {key_of_row} AS key, owed.* FROM owed
