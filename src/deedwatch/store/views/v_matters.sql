-- What was demanded, promised, proposed, alleged or foretold, report by report.
SELECT m.day, r.outlet, r.id AS report, m.kind, m.by_name AS made_by, m.by_country, m.to_name AS made_to,
       m.to_country, m.words, m.key
FROM matters m JOIN reports r ON r.key = m.report
WHERE m.review IS NULL OR m.review <> 'refuse'
