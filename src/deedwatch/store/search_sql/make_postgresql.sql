CREATE INDEX search_reports ON reports USING gin (to_tsvector('english', text));
--
CREATE INDEX search_statements ON statements USING gin (to_tsvector('english', words));
