DROP TABLE ledger
--
DROP TABLE ledger_parties
--
DROP TABLE ledger_names
--
CREATE TABLE ledger (
	"key" TEXT NOT NULL,
	number INTEGER NOT NULL,
	kind TEXT NOT NULL,
	told TEXT,
	last TEXT NOT NULL,
	words TEXT NOT NULL,
	body TEXT NOT NULL,
	PRIMARY KEY ("key")
)
--
CREATE INDEX ledger_kind ON ledger (kind, number)
--
CREATE INDEX ledger_last ON ledger (last)
--
CREATE INDEX ledger_number ON ledger (number)
--
CREATE INDEX ledger_told ON ledger (kind, last, "key")
--
CREATE TABLE ledger_parties (
	matter TEXT NOT NULL,
	role TEXT NOT NULL,
	party TEXT NOT NULL,
	kind TEXT NOT NULL,
	last TEXT NOT NULL,
	PRIMARY KEY (matter, role, party)
)
--
CREATE INDEX ledger_parties_party ON ledger_parties (party, role, kind, last, matter)
--
CREATE TABLE ledger_words (
	word TEXT NOT NULL,
	matters INTEGER NOT NULL,
	PRIMARY KEY (word)
)
--
CREATE TABLE ledger_names (
	number INTEGER NOT NULL,
	told TEXT NOT NULL,
	kind TEXT NOT NULL,
	name TEXT NOT NULL,
	party TEXT NOT NULL,
	PRIMARY KEY (number)
)
--
CREATE TABLE ledger_forms (
	form TEXT NOT NULL,
	number INTEGER NOT NULL,
	PRIMARY KEY (form, number)
)
--
CREATE INDEX ledger_forms_number ON ledger_forms (number)
--
CREATE INDEX waiting_since ON waiting (account, since, report)
--
DELETE FROM accounts WHERE name = 'ledger'
