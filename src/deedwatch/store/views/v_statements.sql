-- Who said what: one row a statement, with the report it stands in.
SELECT s.day, r.outlet, r.id AS report, s.speaker_name AS speaker, s.speaker_country AS country,
       s.act, s.mode, s.words, s.channel, s.confidence, s.key
FROM statements s JOIN reports r ON r.key = s.report
WHERE s.review IS NULL OR s.review <> 'refuse'
