SELECT s.noun, s.key, s.report, r.title, r.outlet, r.published,
       snippet(search, 0, '', '', ' … ', 30) AS words
FROM search s JOIN reports r ON r.key = s.report
LEFT JOIN statements t ON s.noun = 'statements' AND t.key = s.key
WHERE search MATCH :words AND {conditions}
ORDER BY bm25(search), s.key LIMIT :limit OFFSET :offset
