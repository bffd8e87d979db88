-- Who stands where on each matter, report by report.
SELECT p.day, r.outlet, r.id AS report, m.kind, m.words AS matter, p.actor_name AS actor,
       p.actor_country AS country, p.stance, s.words AS said, m.key
FROM positions p JOIN matters m ON m.key = p.matter JOIN reports r ON r.key = m.report
LEFT JOIN statements s ON s.key = p.statement
WHERE m.review IS NULL OR m.review <> 'refuse'
