-- Each organ as it stood, under the nearest organ upward that adopted a book.
SELECT p.organ, p.organ_class, p.level, a.organ AS governor, p.valid_from, p.valid_to
FROM place p
JOIN adopter a ON {position}(p.path, '/' || a.organ || '/') > 0
WHERE NOT EXISTS (
  SELECT 1 FROM adopter b
  WHERE {position}(p.path, '/' || b.organ || '/') > {position}(p.path, '/' || a.organ || '/'))
