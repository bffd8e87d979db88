"""Words of a language stand in the lexicon: none, and no class of them, is written into the code of a stage.

Closed classes of grammar (articles, prepositions, pronouns, auxiliaries, negations) may stand beside the
parse's labels that they go with.
"""

import ast
import re
from pathlib import Path

import pytest

from deedwatch.language.closed import NO, NOBODY, NOT, WILL
from deedwatch.lexicon.words import words_for
from deedwatch.records import ACTS, MATTER_KINDS, STANCES, STATUSES

SOURCE = Path(__file__).parents[2] / "src" / "deedwatch"
STAGES = (
    "actors",
    "dates",
    "places",
    "reading/statements",
    "reading/events",
    "reading/matters",
    "reckoning/ledger",
)
_GRAMMAR = """a an the this that these those both all any some no none neither nor not n't n’t never nothing nobody each either
    of in on at to for from by with against about over upon into onto near inside outside around across within
    through throughout toward towards during before after since until under among between behind beyond off out up
    down away back aside along via per as than like without
    and or but if unless whether while although though because when where why how once lest provided
    two few others ones amid using only cannot longer no-longer self selves let needs than mine myself ourselves these anybody next this-coming
    i we us our ours my me you your he she it its his her hers him they them their theirs himself herself itself
    themselves who whom whose which what someone somebody anyone one
    be is are was were been being am have has had do does did will would wo ca can could shall should may might must ought
    need 'll ’ll 'd ’d 's ’s so yes again there according forward own"""
GRAMMAR = frozenset(_GRAMMAR.split())
# what the contract, the parse and our own nouns are called
_TERMS = """acl acomp advcl advmod agent amod appos attr aux auxpass case cc ccomp compound conj cop csubj csubjpass dative
    dep det dobj expl iobj mark neg nmod npadvmod nsubj nsubjpass nummod oprd parataxis pcomp pobj poss preconj
    predet prep prt punct quantmod relcl xcomp root
    person state government organisation armed group population media unnamed body place known people force side
    verb noun adjective adverb preposition modal clause quote infinitive object naming charge gerund speech thought finding
    killed injured taken subject source target
    capital metonym own actor other occasion writing medium obj flat restates amends withdraws states recalls
    day hour week fortnight weekday month season unit part holiday name nominal pronoun lemmas tags deps
    asked threatened refused purpose feared mentioned through fact done dative for-subject clause-subject
    clause-target object-of
    kind by to content opened due standing awaits changed links"""
TERMS = frozenset(_TERMS.split()) | frozenset((*ACTS, *MATTER_KINDS, *STANCES, *STATUSES))


def classes(path):
    """Each set, list or tuple of two words or more, all in small letters, with one that is no grammar."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    typed = {
        id(part)
        for node in ast.walk(tree)
        if isinstance(node, ast.Subscript) and getattr(node.value, "id", "") == "Literal"
        for part in ast.walk(node)
    }
    for node in ast.walk(tree):
        if not isinstance(node, (ast.Set, ast.Tuple, ast.List)) or len(node.elts) < 2 or id(node) in typed:
            continue
        if not all(isinstance(part, ast.Constant) and isinstance(part.value, str) for part in node.elts):
            continue
        words = [part.value for part in node.elts]
        if (
            all(re.fullmatch(r"[’' -]*[a-z][a-z’' -]*", word) for word in words)
            and not set(words) <= GRAMMAR | TERMS
        ):
            yield f"{path.relative_to(SOURCE)}:{node.lineno} {words}"


@pytest.mark.parametrize("stage", STAGES)
def test_no_class_of_words_stands_in_code(stage):
    found = [line for path in sorted((SOURCE / stage).rglob("*.py")) for line in classes(path)]
    assert not found


def written_again(path):
    """Each set in which two words of one closed class stand, which has a name."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Set):
            words = {part.value for part in node.elts if isinstance(part, ast.Constant)}
            if any(len(words & named) > 1 for named in (NO, NOBODY, NOT, WILL)):
                yield f"{path.relative_to(SOURCE)}:{node.lineno} {sorted(words)}"


def test_what_denies_and_what_lies_ahead_are_written_once():
    """``language.closed`` names them; a class that has more words adds them to the name."""
    assert not [line for path in sorted(SOURCE.rglob("*.py")) for line in written_again(path)]


# what a token is asked for its word, and what is called after it
WORDS = {"lower_", "lemma_", "low_lemma_", "text", "lemma", "low", "noun", "word", "words"}


def is_word(node, names=frozenset()):
    """Is it a word of the text, or words of it: ``token.lower_``, ``token.text.lower()``, ``lemma``?"""
    if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "lower":
        return True
    if isinstance(node, (ast.SetComp, ast.ListComp, ast.GeneratorExp)):
        return is_word(node.elt, names)
    name = getattr(node, "attr", None) or getattr(node, "id", None)
    return name in WORDS or name in names


def strings(node, known):
    """The strings that an expression writes out, also those of sets that stand above in the file."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) else []
    if isinstance(node, ast.Name):
        return known.get(node.id, [])
    if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "frozenset":
        return [word for part in node.args for word in strings(part, known)]
    if isinstance(node, (ast.Set, ast.Tuple, ast.List, ast.BinOp)):
        return [word for part in ast.iter_child_nodes(node) for word in strings(part, known)]
    return []


def compared(path):
    """Each comparison of a word of the text with one that is written there and is no grammar."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    known = {}
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
            known[node.targets[0].id] = strings(node.value, known)
    kept = [node for node in ast.walk(tree) if isinstance(node, ast.Assign) and is_word(node.value)]
    names = {node.targets[0].id for node in kept if isinstance(node.targets[0], ast.Name)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Compare):
            sides = [node.left, *node.comparators]
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", "") in {"startswith", "endswith"}:
            sides = [node.func.value, *node.args]
        else:
            continue
        told = " ".join(word for side in sides for word in strings(side, known))
        words = set(re.findall(r"(?<![\w’'])[a-z][a-z’'-]+", told)) - GRAMMAR
        if words and any(is_word(side, names) for side in sides):
            yield f"{path.relative_to(SOURCE)}:{node.lineno} {sorted(words)}"


@pytest.mark.parametrize("stage", [*STAGES, "language", "reckoning/happenings"])
def test_no_word_of_the_text_is_compared_with_one_in_code(stage):
    found = [line for path in sorted((SOURCE / stage).rglob("*.py")) for line in compared(path)]
    assert not found


@pytest.mark.parametrize(
    "line",
    [
        'token.lower_ == "toll"',
        'noun in {"police"}',
        'token.text.lower() not in _SIDES - {"part"}',
        '"yet" in beside',
        'token.lower_.startswith("counter")',
    ],
)
def test_a_compared_word_is_found(line, tmp_path, monkeypatch):
    monkeypatch.setitem(globals(), "SOURCE", tmp_path)
    path = tmp_path / "code.py"
    path.write_text(
        f'_SIDES = frozenset({{"side", "part"}})\nbeside = {{token.lower_ for token in doc}}\nfound = {line}\n',
        encoding="utf-8",
    )
    assert list(compared(path))


# of phrases that are grammar ("as soon as", "by now", "there is"), of contractions, of units, and what ends words
_SET = """soon now go there answer end half minute hour day week month unit weekday season holiday year
    til cause tis twas em er ed ting st nd rd th"""
IN_PATTERNS = GRAMMAR | frozenset(_SET.split()) | {"ll", "re", "ve", "yours", "whereas", "put"}


def words_of_patterns(path):
    """Each call of ``re`` whose pattern, as far as it stands there, has a word that is no grammar."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args):
            continue
        if getattr(node.func.value, "id", None) != "re":
            continue
        asked = {
            id(part)
            for call in ast.walk(node.args[0])
            if isinstance(call, ast.Call)
            for part in ast.walk(call)
        }
        parts = [
            part.value
            for part in ast.walk(node.args[0])
            if isinstance(part, ast.Constant) and isinstance(part.value, str) and id(part) not in asked
        ]
        told = re.sub(r"\(\?P<\w+>|\\.|\[[^\]]*\]|\?", " ", " ".join(parts)).lower()
        if words := set(re.findall(r"[a-z]{2,}", told)) - IN_PATTERNS:
            yield f"{path.relative_to(SOURCE)}:{node.lineno} {sorted(words)}"


@pytest.mark.parametrize("stage", STAGES)
def test_no_content_words_stand_in_patterns(stage):
    assert not [line for path in sorted((SOURCE / stage).rglob("*.py")) for line in words_of_patterns(path)]


def test_every_class_of_words_is_asked_for():
    code = "".join(path.read_text(encoding="utf-8") for path in SOURCE.rglob("*.py"))
    rows = re.findall(
        r'^use = "(.*)"$',
        (SOURCE / "lexicon" / "en" / "words.toml").read_text(encoding="utf-8"),
        re.MULTILINE,
    )
    assert rows
    for use in rows:
        assert words_for(use)
        assert re.search(rf"""(?:words_for|any_of)\([^()]*["']{re.escape(use)}["']""", code), (
            f"{use} is not asked for"
        )
