CREATE VIRTUAL TABLE search USING fts5(words, noun UNINDEXED, key UNINDEXED, report UNINDEXED,
  tokenize='unicode61 remove_diacritics 2');
--
CREATE TRIGGER search_reports AFTER INSERT ON reports BEGIN
  INSERT INTO search(words, noun, key, report) VALUES (NEW.text, 'reports', NEW.key, NEW.key); END;
--
CREATE TRIGGER search_reports_anew AFTER UPDATE OF text ON reports BEGIN
  UPDATE search SET words = NEW.text WHERE noun = 'reports' AND key = NEW.key; END;
--
CREATE TRIGGER search_statements AFTER INSERT ON statements BEGIN
  INSERT INTO search(words, noun, key, report) VALUES (NEW.words, 'statements', NEW.key, NEW.report); END;
--
CREATE TRIGGER search_statements_gone AFTER DELETE ON statements BEGIN
  DELETE FROM search WHERE noun = 'statements' AND key = OLD.key; END;
--
CREATE TRIGGER search_reports_gone AFTER DELETE ON reports BEGIN
  DELETE FROM search WHERE report = OLD.key; END;
