DROP TABLE ledger
--
DROP TABLE ledger_parties
--
DROP TABLE ledger_names
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
CREATE INDEX ledger_kind ON ledger (kind, number)
--
CREATE INDEX ledger_last ON ledger (last)
--
CREATE INDEX ledger_number ON ledger (number)
--
CREATE INDEX ledger_told ON ledger (kind, last, key)
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
CREATE INDEX waiting_since ON waiting (account, since, report)
--
DELETE FROM accounts WHERE name = 'ledger'
