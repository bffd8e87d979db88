-- One row a happening and report that tells it; copies are sources, never votes.
SELECT h.day, h.type, h.place, h.title, h.reports, h.independent, r.outlet, r.id AS report,
       r.published, e.words, hs.copy_of, hs.reason, h.key
FROM happenings h JOIN happening_sources hs ON hs.happening = h.key JOIN reports r ON r.key = hs.report
LEFT JOIN events e ON e.key = hs.event
