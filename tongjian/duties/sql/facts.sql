-- What the register and the exhibits say about each instance (semantics §3, §4).
tenured AS (
  SELECT measure, subject, marker, COUNT(*) AS tenures, MAX(held) AS held,
         MAX(CASE WHEN fits = 1 AND valid_from <= due AND due < valid_to THEN 1 ELSE 0 END) AS covers,
         MAX(CASE WHEN fits = 1 THEN valid_to END) AS ends_on,
         MIN(CASE WHEN fits = 1 THEN overlap_from END) AS first_held
  FROM (
    SELECT d.measure, d.subject, d.marker, d.due, n.valid_from, n.valid_to,
           {greatest}(d.window_first, n.valid_from) AS overlap_from,
           CASE WHEN COALESCE(n.holder, '') <> '' THEN 1 ELSE 0 END AS held,
           CASE WHEN COALESCE(n.holder, '') <> ''
                 AND (d.exposure = '' OR x.due <= {least}(d.window_until, n.valid_to)) THEN 1 ELSE 0 END AS fits
    FROM dated d
    JOIN tenure n ON n.post = d.subject AND n.valid_from < d.window_until AND n.valid_to > d.window_first
     AND (d.of_tenure = '' OR n.id = d.of_tenure)
    LEFT JOIN deadline x ON x.clock = d.exposure AND x.day = {greatest}(d.window_first, n.valid_from)
    WHERE d.watched = 1
  ) overlapping
  GROUP BY measure, subject, marker
),
fulfilled AS (
  SELECT measure, subject, marker, COUNT(*) AS kinds_there, MAX(first_day) AS done_on
  FROM (
    SELECT d.measure, d.subject, d.marker, k.kind, MIN(k.happened_on) AS first_day
    FROM live_claim k
    JOIN dated d ON d.measure = k.measure AND d.subject = k.subject AND d.marker = k.marker
     AND {position}(d.kinds, '|' || k.kind || '|') > 0 AND k.verified >= d.verify
    WHERE d.generator <> 'continuous'
    GROUP BY d.measure, d.subject, d.marker, k.kind
  ) by_kind
  GROUP BY measure, subject, marker
),
relieved AS (
  SELECT measure, subject, marker,
         MIN(CASE WHEN kind = 'waiver' THEN valid_from END) AS waived_on,
         MIN(CASE WHEN kind = 'suspension' THEN valid_from END) AS suspended_from,
         MIN(CASE WHEN kind = 'suspension' THEN valid_to END) AS suspended_to
  FROM relief GROUP BY measure, subject, marker
),
gathered AS (
  SELECT d.*, n.ends_on, r.waived_on, r.suspended_from, r.suspended_to,
         {greatest}(d.opens, COALESCE(n.first_held, d.opens)) AS opens_on,
         CASE WHEN d.generator = 'continuous' THEN d.chain_next
              WHEN f.kinds_there = d.kind_count THEN f.done_on END AS done_on,
         CASE WHEN d.watched = 0 OR n.ends_on IS NOT NULL THEN ''
              WHEN n.held = 1 THEN 'min_exposure' WHEN n.tenures > 0 THEN 'vacant' ELSE '' END AS why_not,
         CASE WHEN d.watched = 1 AND n.tenures IS NULL THEN 'tenure' ELSE '' END AS lacks,
         CASE WHEN d.personal = 0 THEN NULL
              WHEN d.generator = 'continuous' AND d.chain_stop <= d.due THEN d.chain_stop
              WHEN d.watched = 1 AND n.covers = 0 THEN n.ends_on END AS lapses
  FROM dated d
  LEFT JOIN tenured n ON n.measure = d.measure AND n.subject = d.subject AND n.marker = d.marker
  LEFT JOIN fulfilled f ON f.measure = d.measure AND f.subject = d.subject AND f.marker = d.marker
  LEFT JOIN relieved r ON r.measure = d.measure AND r.subject = d.subject AND r.marker = d.marker
),
borne AS (
  SELECT measure, subject, marker, MIN(bearers) AS bearers
  FROM (
    SELECT g.measure, g.subject, g.marker,
           COALESCE(b.bearer_organ, '') || '/' || COALESCE(b.bearer_post, '') AS bearers
    FROM gathered g
    JOIN bearer b ON b.selector = g.bearer AND b.organ = g.subject_organ
     AND b.valid_from <= g.opens_on AND g.opens_on < b.valid_to
    WHERE g.bearer <> 'subject_post'
    UNION ALL
    SELECT g.measure, g.subject, g.marker, g.subject_organ || '/' || g.subject
    FROM gathered g WHERE g.bearer = 'subject_post'
  ) candidates
  GROUP BY measure, subject, marker
),
shifted AS (
  SELECT g.measure, g.subject, g.marker,
         MIN(CASE WHEN {position}(g.clock, 'workdays') > 0 THEN w.day ELSE c.day END) AS due_final
  FROM gathered g
  JOIN day a ON a.day = g.suspended_from
  JOIN day z ON z.day = g.suspended_to
  JOIN day d ON d.day = g.due
  JOIN day c ON c.number = d.number + z.number - a.number
  JOIN day w ON w.is_workday = 1 AND w.workday_number = d.workday_number + z.workdays_before - a.workdays_before
  WHERE g.suspended_to < {open}
  GROUP BY g.measure, g.subject, g.marker
),
heir_span AS (
  SELECT organ, day, successor, LEAD(day, 1, {open}) OVER (PARTITION BY organ ORDER BY day, successor DESC) AS until FROM heir
)
