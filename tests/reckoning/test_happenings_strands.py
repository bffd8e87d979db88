"""What hangs together, in strands of few tellings: parted where the links are weak."""

from deedwatch.reckoning.happenings import strands


def test_a_chain_of_like_deeds_falls_apart_where_it_is_weak(monkeypatch):
    monkeypatch.setattr(strands, "MOST", 2)
    links = {"ab": 0.7, "bc": 0.55, "cd": 0.7, "ef": 0.5}
    web = strands.Web()
    for (one, two), likeness in links.items():
        web.link(one, two, likeness)
    found = strands.find_strands("abcdefg", web)
    assert sorted(map(sorted, found)) == [["a", "b"], ["c", "d"], ["e", "f"], ["g"]]
    assert sorted(map(sorted, strands.find_strands("a", web))) == [["a", "b"]]


def test_tellings_of_the_strongest_links_stay_together_however_many_they_are(monkeypatch):
    monkeypatch.setattr(strands, "MOST", 2)
    web = strands.Web()
    for one, two in ("ab", "bc", "cd"):
        web.link(one, two, 0.95)
    assert strands.find_strands("a", web) == [{*"abcd"}]
