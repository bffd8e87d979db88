CREATE TABLE about (
	name TEXT COLLATE "C" NOT NULL, 
	value TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (name)
)
--
CREATE TABLE runs (
	key TEXT COLLATE "C" NOT NULL, 
	command TEXT COLLATE "C" NOT NULL, 
	version TEXT COLLATE "C" NOT NULL, 
	started TEXT COLLATE "C" NOT NULL, 
	ended TEXT COLLATE "C", 
	read INTEGER, 
	known INTEGER, 
	refused INTEGER, 
	PRIMARY KEY (key)
)
--
CREATE TABLE reports (
	key TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	uri TEXT COLLATE "C", 
	title TEXT COLLATE "C", 
	outlet TEXT COLLATE "C", 
	authors TEXT COLLATE "C" NOT NULL, 
	contributors TEXT COLLATE "C" NOT NULL, 
	published TEXT COLLATE "C", 
	updated TEXT COLLATE "C", 
	dateline TEXT COLLATE "C", 
	language TEXT COLLATE "C", 
	media_type TEXT COLLATE "C", 
	given TEXT COLLATE "C" NOT NULL, 
	raw TEXT COLLATE "C", 
	text TEXT COLLATE "C" NOT NULL, 
	segments TEXT COLLATE "C" NOT NULL, 
	record TEXT COLLATE "C" NOT NULL, 
	reader TEXT COLLATE "C" NOT NULL, 
	digest TEXT COLLATE "C" NOT NULL, 
	run TEXT COLLATE "C", 
	PRIMARY KEY (key)
)
--
CREATE INDEX reports_id ON reports (id)
--
CREATE INDEX reports_published ON reports (published, key)
--
CREATE TABLE faults (
	key TEXT COLLATE "C" NOT NULL, 
	document TEXT COLLATE "C" NOT NULL, 
	stage TEXT COLLATE "C" NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	remedy TEXT COLLATE "C" NOT NULL, 
	run TEXT COLLATE "C", 
	PRIMARY KEY (key)
)
--
CREATE TABLE datasets (
	key TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	form TEXT COLLATE "C" NOT NULL, 
	file TEXT COLLATE "C", 
	digest TEXT COLLATE "C", 
	imported TEXT COLLATE "C", 
	rows INTEGER, 
	refused INTEGER, 
	seal BIGINT, 
	PRIMARY KEY (key)
)
--
CREATE TABLE verdicts (
	key TEXT COLLATE "C" NOT NULL, 
	question TEXT COLLATE "C" NOT NULL, 
	actor TEXT COLLATE "C", 
	toward TEXT COLLATE "C", 
	since TEXT COLLATE "C", 
	label TEXT COLLATE "C", 
	registered TEXT COLLATE "C", 
	judged TEXT COLLATE "C", 
	version TEXT COLLATE "C" NOT NULL, 
	digest TEXT COLLATE "C", 
	body TEXT COLLATE "C", 
	seal BIGINT, 
	PRIMARY KEY (key)
)
--
CREATE TABLE reviews (
	key TEXT COLLATE "C" NOT NULL, 
	noun TEXT COLLATE "C" NOT NULL, 
	subject TEXT COLLATE "C" NOT NULL, 
	decision TEXT COLLATE "C" NOT NULL, 
	body TEXT COLLATE "C" NOT NULL, 
	reviewer TEXT COLLATE "C" NOT NULL, 
	decided TEXT COLLATE "C" NOT NULL, 
	note TEXT COLLATE "C", 
	withdraws TEXT COLLATE "C", 
	PRIMARY KEY (key)
)
--
CREATE INDEX reviews_subject ON reviews (noun, subject)
--
CREATE TABLE waiting (
	account TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	since TEXT COLLATE "C" NOT NULL, 
	times INTEGER NOT NULL, 
	PRIMARY KEY (account, report, since)
)
--
CREATE INDEX waiting_since ON waiting (account, since, report)
--
CREATE TABLE accounts (
	name TEXT COLLATE "C" NOT NULL, 
	made_by TEXT COLLATE "C" NOT NULL, 
	turn INTEGER NOT NULL, 
	PRIMARY KEY (name)
)
--
CREATE TABLE stories (
	part TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	text TEXT COLLATE "C" NOT NULL, 
	story TEXT COLLATE "C" NOT NULL, 
	copied_from TEXT COLLATE "C", 
	score FLOAT, 
	PRIMARY KEY (part, report)
)
--
CREATE INDEX stories_report ON stories (report)
--
CREATE INDEX stories_story ON stories (part, story)
--
CREATE TABLE tellings (
	key TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	type TEXT COLLATE "C" NOT NULL, 
	week INTEGER, 
	happening TEXT COLLATE "C", 
	body TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (key)
)
--
CREATE INDEX tellings_happening ON tellings (happening)
--
CREATE INDEX tellings_report ON tellings (report)
--
CREATE INDEX tellings_week ON tellings (type, week)
--
CREATE TABLE pairs (
	one TEXT COLLATE "C" NOT NULL, 
	two TEXT COLLATE "C" NOT NULL, 
	score FLOAT NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (one, two)
)
--
CREATE INDEX pairs_two ON pairs (two)
--
CREATE TABLE happenings (
	key TEXT COLLATE "C" NOT NULL, 
	day TEXT COLLATE "C" NOT NULL, 
	type TEXT COLLATE "C" NOT NULL, 
	status TEXT COLLATE "C" NOT NULL, 
	place TEXT COLLATE "C", 
	place_country TEXT COLLATE "C", 
	reports INTEGER NOT NULL, 
	body TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (key)
)
--
CREATE INDEX happenings_day ON happenings (day, key)
--
CREATE INDEX happenings_type ON happenings (type, day, key)
--
CREATE INDEX happenings_status ON happenings (status, day, key)
--
CREATE INDEX happenings_place ON happenings (place, place_country, key)
--
CREATE INDEX happenings_country ON happenings (place_country, key)
--
CREATE TABLE happening_parties (
	happening TEXT COLLATE "C" NOT NULL, 
	side TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	country TEXT COLLATE "C", 
	PRIMARY KEY (happening, side, name)
)
--
CREATE INDEX happening_parties_name ON happening_parties (name, side, happening)
--
CREATE INDEX happening_parties_country ON happening_parties (country, side, happening)
--
CREATE TABLE ledger (
	key TEXT COLLATE "C" NOT NULL, 
	number INTEGER NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	told TEXT COLLATE "C", 
	last TEXT COLLATE "C" NOT NULL, 
	words TEXT COLLATE "C" NOT NULL, 
	body TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (key)
)
--
CREATE INDEX ledger_last ON ledger (last)
--
CREATE INDEX ledger_number ON ledger (number)
--
CREATE INDEX ledger_told ON ledger (kind, last, key)
--
CREATE INDEX ledger_kind ON ledger (kind, number)
--
CREATE TABLE ledger_parties (
	matter TEXT COLLATE "C" NOT NULL, 
	role TEXT COLLATE "C" NOT NULL, 
	party TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	last TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (matter, role, party)
)
--
CREATE INDEX ledger_parties_party ON ledger_parties (party, role, kind, last, matter)
--
CREATE TABLE ledger_words (
	word TEXT COLLATE "C" NOT NULL, 
	matters INTEGER NOT NULL, 
	PRIMARY KEY (word)
)
--
CREATE TABLE ledger_names (
	number INTEGER NOT NULL, 
	told TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	party TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (number)
)
--
CREATE TABLE ledger_forms (
	form TEXT COLLATE "C" NOT NULL, 
	number INTEGER NOT NULL, 
	PRIMARY KEY (form, number)
)
--
CREATE INDEX ledger_forms_number ON ledger_forms (number)
--
CREATE TABLE actors (
	key TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	name TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	country TEXT COLLATE "C", 
	code TEXT COLLATE "C", 
	roles TEXT COLLATE "C" NOT NULL, 
	PRIMARY KEY (key), 
	FOREIGN KEY(report) REFERENCES reports (key) ON DELETE CASCADE
)
--
CREATE INDEX actors_name ON actors (name)
--
CREATE INDEX actors_report ON actors (report)
--
CREATE TABLE imported (
	dataset TEXT COLLATE "C" NOT NULL, 
	id TEXT COLLATE "C" NOT NULL, 
	day TEXT COLLATE "C" NOT NULL, 
	week INTEGER NOT NULL, 
	source TEXT COLLATE "C", 
	source_country TEXT COLLATE "C", 
	target TEXT COLLATE "C", 
	target_country TEXT COLLATE "C", 
	type TEXT COLLATE "C", 
	cameo TEXT COLLATE "C", 
	quad INTEGER, 
	goldstein FLOAT, 
	place_country TEXT COLLATE "C", 
	weight FLOAT NOT NULL, 
	seal BIGINT, 
	PRIMARY KEY (dataset, id), 
	FOREIGN KEY(dataset) REFERENCES datasets (key) ON DELETE CASCADE
)
--
CREATE INDEX imported_dyad ON imported (dataset, source_country, target_country, week)
--
CREATE INDEX imported_week ON imported (dataset, week)
--
CREATE TABLE refused (
	dataset TEXT COLLATE "C" NOT NULL, 
	row BIGINT NOT NULL, 
	reason TEXT COLLATE "C" NOT NULL, 
	content TEXT COLLATE "C", 
	seal BIGINT, 
	PRIMARY KEY (dataset, row), 
	FOREIGN KEY(dataset) REFERENCES datasets (key) ON DELETE CASCADE
)
--
CREATE TABLE mentions (
	actor TEXT COLLATE "C" NOT NULL, 
	start INTEGER NOT NULL, 
	"end" INTEGER NOT NULL, 
	PRIMARY KEY (actor, start, "end"), 
	FOREIGN KEY(actor) REFERENCES actors (key) ON DELETE CASCADE
)
--
CREATE TABLE statements (
	key TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	speaker TEXT COLLATE "C", 
	speaker_name TEXT COLLATE "C", 
	speaker_country TEXT COLLATE "C", 
	speaker_code TEXT COLLATE "C", 
	addressees TEXT COLLATE "C" NOT NULL, 
	mode TEXT COLLATE "C" NOT NULL, 
	act TEXT COLLATE "C" NOT NULL, 
	words TEXT COLLATE "C" NOT NULL, 
	content TEXT COLLATE "C" NOT NULL, 
	cue_start INTEGER, 
	cue_end INTEGER, 
	source_start INTEGER, 
	source_end INTEGER, 
	channel TEXT COLLATE "C", 
	said_on TEXT COLLATE "C", 
	day TEXT COLLATE "C", 
	relayed_by TEXT COLLATE "C", 
	confidence FLOAT NOT NULL, 
	doubt FLOAT NOT NULL, 
	subject TEXT COLLATE "C" NOT NULL, 
	review TEXT COLLATE "C", 
	PRIMARY KEY (key), 
	FOREIGN KEY(report) REFERENCES reports (key) ON DELETE CASCADE, 
	FOREIGN KEY(speaker) REFERENCES actors (key)
)
--
CREATE INDEX statements_doubt ON statements (doubt, key)
--
CREATE INDEX statements_subject ON statements (subject)
--
CREATE INDEX statements_report ON statements (report)
--
CREATE INDEX statements_day ON statements (day, key)
--
CREATE INDEX statements_speaker ON statements (speaker_country, act, day)
--
CREATE TABLE events (
	key TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	type TEXT COLLATE "C" NOT NULL, 
	cameo TEXT COLLATE "C" NOT NULL, 
	quad INTEGER NOT NULL, 
	goldstein FLOAT, 
	status TEXT COLLATE "C" NOT NULL, 
	background INTEGER NOT NULL, 
	source TEXT COLLATE "C" NOT NULL, 
	source_name TEXT COLLATE "C", 
	source_country TEXT COLLATE "C", 
	source_code TEXT COLLATE "C", 
	target TEXT COLLATE "C" NOT NULL, 
	target_name TEXT COLLATE "C", 
	target_country TEXT COLLATE "C", 
	target_code TEXT COLLATE "C", 
	words TEXT COLLATE "C" NOT NULL, 
	anchor_start INTEGER NOT NULL, 
	anchor_end INTEGER NOT NULL, 
	date_from TEXT COLLATE "C", 
	date_to TEXT COLLATE "C", 
	day TEXT COLLATE "C", 
	place TEXT COLLATE "C", 
	place_country TEXT COLLATE "C", 
	according_to TEXT COLLATE "C", 
	killed_low INTEGER, 
	killed_high INTEGER, 
	injured_low INTEGER, 
	injured_high INTEGER, 
	taken_low INTEGER, 
	taken_high INTEGER, 
	means TEXT COLLATE "C", 
	meeting TEXT COLLATE "C", 
	confidence FLOAT NOT NULL, 
	doubt FLOAT NOT NULL, 
	subject TEXT COLLATE "C" NOT NULL, 
	review TEXT COLLATE "C", 
	PRIMARY KEY (key), 
	FOREIGN KEY(report) REFERENCES reports (key) ON DELETE CASCADE, 
	FOREIGN KEY(according_to) REFERENCES statements (key)
)
--
CREATE INDEX events_target ON events (target_country, day, key)
--
CREATE INDEX events_type ON events (type, status, day)
--
CREATE INDEX events_doubt ON events (doubt, key)
--
CREATE INDEX events_report ON events (report)
--
CREATE INDEX events_dyad ON events (source_country, target_country, type, day)
--
CREATE INDEX events_day ON events (day, key)
--
CREATE INDEX events_subject ON events (subject)
--
CREATE INDEX events_source ON events (source_country, day, key)
--
CREATE TABLE matters (
	key TEXT COLLATE "C" NOT NULL, 
	report TEXT COLLATE "C" NOT NULL, 
	kind TEXT COLLATE "C" NOT NULL, 
	by TEXT COLLATE "C" NOT NULL, 
	by_name TEXT COLLATE "C", 
	by_country TEXT COLLATE "C", 
	"to" TEXT COLLATE "C" NOT NULL, 
	to_name TEXT COLLATE "C", 
	to_country TEXT COLLATE "C", 
	words TEXT COLLATE "C" NOT NULL, 
	content_start INTEGER NOT NULL, 
	content_end INTEGER NOT NULL, 
	statement TEXT COLLATE "C", 
	day TEXT COLLATE "C", 
	doubt FLOAT NOT NULL, 
	subject TEXT COLLATE "C" NOT NULL, 
	review TEXT COLLATE "C", 
	PRIMARY KEY (key), 
	FOREIGN KEY(report) REFERENCES reports (key) ON DELETE CASCADE, 
	FOREIGN KEY(statement) REFERENCES statements (key)
)
--
CREATE INDEX matters_doubt ON matters (doubt, key)
--
CREATE INDEX matters_parties ON matters (by_country, to_country, kind, day)
--
CREATE INDEX matters_subject ON matters (subject)
--
CREATE INDEX matters_report ON matters (report)
--
CREATE TABLE positions (
	matter TEXT COLLATE "C" NOT NULL, 
	number INTEGER NOT NULL, 
	actor TEXT COLLATE "C" NOT NULL, 
	actor_name TEXT COLLATE "C" NOT NULL, 
	actor_country TEXT COLLATE "C", 
	stance TEXT COLLATE "C" NOT NULL, 
	statement TEXT COLLATE "C", 
	day TEXT COLLATE "C", 
	PRIMARY KEY (matter, number), 
	FOREIGN KEY(matter) REFERENCES matters (key) ON DELETE CASCADE, 
	FOREIGN KEY(actor) REFERENCES actors (key), 
	FOREIGN KEY(statement) REFERENCES statements (key)
)
--
CREATE INDEX search_reports ON reports USING gin (to_tsvector('english', text));
--
CREATE INDEX search_statements ON statements USING gin (to_tsvector('english', words));
--
CREATE VIEW v_events AS -- Who did what to whom, as each report tells it; only status 'reported' is told as fact.
SELECT e.day, e.date_from, e.date_to, r.outlet, r.id AS report, e.source_name AS source,
       e.source_country, e.type, e.cameo,
       e.status, e.background, e.target_name AS target, e.target_country, e.place, e.place_country,
       e.killed_low, e.killed_high, e.means, e.words, e.confidence, e.key
FROM events e JOIN reports r ON r.key = e.report
WHERE e.review IS NULL OR e.review <> 'refuse'
--
CREATE VIEW v_matters AS -- What was demanded, promised, proposed, alleged or foretold, report by report.
SELECT m.day, r.outlet, r.id AS report, m.kind, m.by_name AS made_by, m.by_country, m.to_name AS made_to,
       m.to_country, m.words, m.key
FROM matters m JOIN reports r ON r.key = m.report
WHERE m.review IS NULL OR m.review <> 'refuse'
--
CREATE VIEW v_positions AS -- Who stands where on each matter, report by report.
SELECT p.day, r.outlet, r.id AS report, m.kind, m.words AS matter, p.actor_name AS actor,
       p.actor_country AS country, p.stance, s.words AS said, m.key
FROM positions p JOIN matters m ON m.key = p.matter JOIN reports r ON r.key = m.report
LEFT JOIN statements s ON s.key = p.statement
WHERE m.review IS NULL OR m.review <> 'refuse'
--
CREATE VIEW v_statements AS -- Who said what: one row a statement, with the report it stands in.
SELECT s.day, r.outlet, r.id AS report, s.speaker_name AS speaker, s.speaker_country AS country,
       s.act, s.mode, s.words, s.channel, s.confidence, s.key
FROM statements s JOIN reports r ON r.key = s.report
WHERE s.review IS NULL OR s.review <> 'refuse'
