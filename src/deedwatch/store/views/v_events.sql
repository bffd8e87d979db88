-- Who did what to whom, as each report tells it; only status 'reported' is told as fact.
SELECT e.day, e.date_from, e.date_to, r.outlet, r.id AS report, e.source_name AS source,
       e.source_country, e.type, e.cameo,
       e.status, e.background, e.target_name AS target, e.target_country, e.place, e.place_country,
       e.killed_low, e.killed_high, e.means, e.words, e.confidence, e.key
FROM events e JOIN reports r ON r.key = e.report
WHERE e.review IS NULL OR e.review <> 'refuse'
