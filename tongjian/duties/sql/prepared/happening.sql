-- What persons confirmed, and every start of a tenure.
SELECT id, kind, subject, COALESCE(detail, '') AS detail, day FROM event
UNION ALL
SELECT id, 'tenure.started', post, kind, valid_from FROM tenure WHERE COALESCE(holder, '') <> ''
