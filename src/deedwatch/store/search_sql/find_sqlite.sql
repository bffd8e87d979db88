SELECT s.noun, s.key, s.report, r.title, r.outlet, r.published,
       snippet(search, 0, '', '', ' … ', 30) AS words
FROM search s JOIN reports r ON r.key = s.report
WHERE search MATCH :words ORDER BY bm25(search), s.key LIMIT :limit OFFSET :offset
