-- Until when each subject stands, in an organ that stands.
SELECT s.id AS subject, MAX({least}(s.valid_to, p.valid_to)) AS ended
FROM subject s
JOIN place p ON p.organ = s.organ AND s.valid_from < p.valid_to AND p.valid_from < s.valid_to
{lifetime_scope}
GROUP BY s.id
