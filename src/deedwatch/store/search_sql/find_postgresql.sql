SELECT s.noun, s.key, s.report, r.title, r.outlet, r.published,
       ts_headline('english', s.words, websearch_to_tsquery('english', :words),
                   'MaxFragments=1, MaxWords=30, MinWords=15, StartSel="", StopSel=""') AS words
FROM (
  SELECT 'reports' AS noun, key, key AS report, text AS words FROM reports
  WHERE to_tsvector('english', text) @@ websearch_to_tsquery('english', :words)
  UNION ALL
  SELECT 'statements', key, report, words FROM statements
  WHERE to_tsvector('english', words) @@ websearch_to_tsquery('english', :words)
) s JOIN reports r ON r.key = s.report
LEFT JOIN statements t ON s.noun = 'statements' AND t.key = s.key
WHERE {conditions}
ORDER BY ts_rank(to_tsvector('english', s.words), websearch_to_tsquery('english', :words)) DESC, s.key
LIMIT :limit OFFSET :offset
