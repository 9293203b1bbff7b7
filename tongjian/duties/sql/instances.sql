-- One row per window, event or point of a chain (semantics §3).
periodic AS (
  SELECT q.term, q.measure, q.subject, q.subject_organ, w.marker, {greatest}(w.first, q.qf) AS opens,
         w.first AS window_first, w.until AS window_until, w.last AS count_from, '' AS of_tenure,
         CAST(NULL AS DATE) AS chain_next, CAST(NULL AS DATE) AS chain_stop
  FROM qualified q
  JOIN live_term t ON t.term = q.term AND t.generator = 'periodic'
  JOIN period w ON w.unit = t.every AND w.first >= t.opens_from AND w.first < t.opens_until
   AND w.first <= {horizon} AND q.qf < w.until AND q.qt > w.first
),
happened AS (
  SELECT q.term, q.measure, q.subject, q.subject_organ, e.id AS marker, e.day AS opens,
         e.day AS window_first, d.next_day AS window_until, e.day AS count_from,
         CASE WHEN e.kind = 'tenure.started' THEN e.id ELSE '' END AS of_tenure,
         CAST(NULL AS DATE) AS chain_next, CAST(NULL AS DATE) AS chain_stop
  FROM qualified q
  JOIN live_term t ON t.term = q.term AND t.generator = 'event'
  JOIN happening e ON e.subject = q.subject AND {position}(t.events, '|' || e.kind || '|') > 0
   AND (t.details = '' OR {position}(t.details, '|' || e.detail || '|') > 0)
   AND e.day >= t.opens_from AND e.day < t.opens_until AND e.day <= {horizon}
   AND q.qf <= e.day AND e.day < q.qt
  JOIN day d ON d.day = e.day
),
chain_span AS (
  -- A rename must not start a chain anew: touching spans are one.
  SELECT term, measure, subject, MIN(subject_organ) AS subject_organ, MIN(qf) AS qf, MAX(qt) AS qt
  FROM (
    SELECT s.*, SUM(breaks) OVER (PARTITION BY term, subject ORDER BY qf, qt) AS island
    FROM (
      SELECT q.*, CASE WHEN q.qf <= MAX(q.qt) OVER (
               PARTITION BY q.term, q.subject ORDER BY q.qf, q.qt
               ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS breaks
      FROM qualified q
      JOIN live_term t ON t.term = q.term AND t.generator = 'continuous' AND t.opens_from = t.chain_from
    ) s
  ) i
  GROUP BY term, measure, subject, island
),
chain AS (
  SELECT c.term, c.measure, t.governor, c.subject, c.subject_organ,
         {greatest}(c.qf, t.chain_from) AS start, c.qt AS stop
  FROM chain_span c JOIN live_term t ON t.term = c.term
  WHERE t.occupied = 0 AND {greatest}(c.qf, t.chain_from) < c.qt
  UNION ALL
  SELECT c.term, c.measure, t.governor, c.subject, c.subject_organ,
         {greatest}(n.valid_from, c.qf, t.chain_from) AS start, {least}(n.valid_to, c.qt) AS stop
  FROM chain_span c JOIN live_term t ON t.term = c.term
  JOIN tenure n ON n.post = c.subject AND COALESCE(n.holder, '') <> ''
  WHERE t.occupied = 1 AND {greatest}(n.valid_from, c.qf, t.chain_from) < {least}(n.valid_to, c.qt)
),
point AS (
  SELECT measure, governor, subject, subject_organ, start, stop, start AS day FROM chain
  WHERE start <= {horizon}
  UNION
  SELECT c.measure, c.governor, c.subject, c.subject_organ, c.start, c.stop, k.happened_on
  FROM chain c
  JOIN live_claim k ON k.measure = c.measure AND k.subject = c.subject
   AND k.happened_on > c.start AND k.happened_on < c.stop
  JOIN live_term t ON t.measure = c.measure AND t.governor = c.governor
   AND t.opens_from <= k.happened_on AND k.happened_on < t.opens_until
   AND {position}(t.kinds, '|' || k.kind || '|') > 0 AND k.verified >= t.verify
),
linked AS (
  SELECT point.*, LEAD(day) OVER (PARTITION BY measure, governor, subject, start ORDER BY day) AS next_point
  FROM point
),
continuous AS (
  SELECT t.term, l.measure, l.subject, l.subject_organ, {text_of_day} AS marker, l.day AS opens,
         l.day AS window_first, l.day AS window_until, l.day AS count_from, '' AS of_tenure,
         l.next_point AS chain_next, l.stop AS chain_stop
  FROM linked l
  JOIN live_term t ON t.measure = l.measure AND t.governor = l.governor AND t.generator = 'continuous'
   AND t.opens_from <= l.day AND l.day < t.opens_until
  WHERE l.day <= {horizon}
),
instance AS (SELECT * FROM periodic UNION ALL SELECT * FROM happened UNION ALL SELECT * FROM continuous),
picked AS (
  SELECT * FROM (
    SELECT i.*, ROW_NUMBER() OVER (PARTITION BY measure, subject, marker ORDER BY opens, term) AS turn
    FROM instance i
  ) ranked WHERE turn = 1
),
dated AS (
  SELECT p.*, t.generator, t.governor, t.bearer, t.exposure, t.occupied, t.personal, t.subject_kind,
         t.kinds, t.kind_count, t.verify, t.basis, t.signer, t.clock, t.repealed_on, d.due,
         CASE WHEN (t.generator = 'periodic' AND t.occupied = 1)
                OR (t.generator = 'event' AND t.personal = 1 AND t.subject_kind = 'post')
              THEN 1 ELSE 0 END AS watched
  FROM picked p
  JOIN live_term t ON t.term = p.term
  JOIN deadline d ON d.clock = t.clock AND d.day = p.count_from
)
