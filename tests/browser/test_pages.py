"""Each page as a person meets it."""

import json
import urllib.request

import pytest

pytest.importorskip("playwright.sync_api")
from playwright.sync_api import expect

PAGES = [
    "/",
    "/reports",
    "/statements",
    "/events",
    "/ledger",
    "/happenings",
    "/happenings/chart",
    "/happenings/map",
    "/verdicts",
    "/review",
    "/search?q=ambush",
]


def data(address, path):
    with urllib.request.urlopen(address + path, timeout=30) as answer:
        return json.load(answer)


def report_key(address, name):
    rows = data(address, "/reports.json?limit=200")["rows"]
    return next(row["key"] for row in rows if name in row["id"])


@pytest.mark.parametrize("path", PAGES)
def test_every_page_has_one_heading_a_twin_and_no_serious_fault_of_access(page, address, path):
    from axe_playwright_python.sync_playwright import Axe

    page.goto(address + path)
    assert page.locator("h1").count() == 1
    twin = page.locator("link[rel=alternate]").get_attribute("href")
    assert isinstance(data(address, twin), dict)
    found = Axe().run(page).response["violations"]
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_a_report_is_readable_at_every_width_and_in_the_dark(chromium, address, width, scheme):
    from axe_playwright_python.sync_playwright import Axe

    key = report_key(address, "ambush-on-chama")
    context = chromium.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)
    page = context.new_page()
    page.goto(f"{address}/reports/{key}")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    found = Axe().run(page).response["violations"]
    context.close()
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


@pytest.mark.parametrize("listing", ["/ledger", "/happenings"])
def test_one_matter_and_one_happening_fit_a_phone_and_their_forms_have_labels(chromium, address, listing):
    from axe_playwright_python.sync_playwright import Axe

    context = chromium.new_context(viewport={"width": 390, "height": 800})
    page = context.new_page()
    page.goto(address + listing)
    page.goto(address + page.locator(f"tbody a[href^='{listing}/']").first.get_attribute("href"))
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")
    found = Axe().run(page).response["violations"]
    context.close()
    assert [v["id"] for v in found if v["impact"] in {"serious", "critical"}] == []


def test_layers_switch_and_light_up(page, address):
    key = report_key(address, "ambush-on-chama")
    page.goto(f"{address}/reports/{key}")
    event = page.locator("mark.event").first
    border = "getComputedStyle(node).borderBottomWidth"
    assert event.evaluate(f"node => {border}") == "3px"
    page.get_by_label("events").uncheck()
    assert event.evaluate(f"node => {border}") == "0px"
    event.hover()
    assert page.locator(".side li.lit").count() >= 1


def test_the_text_on_the_page_is_the_text_of_the_record(page, address):
    key = report_key(address, "ambush-on-chama")
    page.goto(f"{address}/reports/{key}")
    told = data(address, f"/reports/{key}.json")["report"]["document"]["text"]
    assert page.locator("article.text").evaluate("node => node.textContent") == told


def test_the_raw_file_is_one_click_away(page, address):
    key = report_key(address, "ambush-on-chama")
    page.goto(f"{address}/reports/{key}")
    page.get_by_role("link", name="the file as it came").click()
    assert "Back to Top" in page.locator("pre.raw").inner_text()
    assert "Back to Top" not in " ".join(page.locator("pre.raw mark").all_inner_texts())


def test_filters_narrow_and_paging_goes_on(page, address):
    page.goto(address + "/statements?limit=5")
    page.get_by_role("link", name="More rows").click()
    assert "rows 6 to 10" in page.locator("main").inner_text()
    page.goto(address + "/events")
    page.get_by_label("Status").select_option("denied")
    page.get_by_role("button", name="Show").click()
    assert set(page.locator("td .tag").all_inner_texts()) <= {"denied"}


def test_ledger_click_goes_to_the_matter_and_its_report(page, address):
    page.goto(address + "/ledger?parties=ZMB,MWI")
    assert page.locator("thead th", has_text="MWI").count() == 1
    page.locator("tbody td a").first.click()
    assert page.locator("h2", has_text="Positions in order of time").count() == 1
    page.locator("table a").first.click()
    assert page.locator("article.text").count() == 1


def test_the_slider_moves_the_day(page, address):
    page.goto(address + "/ledger")
    page.locator("input[type=range]").evaluate(
        "node => { node.value = 2; node.dispatchEvent(new Event('input')); node.dispatchEvent(new Event('change')); }"
    )
    page.wait_for_url("**as_of=2017-*")
    assert "as of 2017-" in page.locator("h1").inner_text()


def test_review_is_worked_by_keyboard_and_undone(page, address):
    page.goto(address + "/review")
    page.get_by_label("Signed by").fill("Ada")
    page.get_by_role("button", name="Begin").click()
    first = page.locator("input[name=subject]").get_attribute("value")
    page.locator("body").click(position={"x": 1, "y": 1})
    page.keyboard.press("a")
    expect(page.locator("input[name=subject]")).not_to_have_value(first)
    page.wait_for_load_state("load")
    assert "1 of" in page.locator("main").inner_text()
    subject = page.locator("input[name=subject]")
    second = subject.get_attribute("value")
    page.keyboard.press("s")
    expect(subject).not_to_have_value(second)
    page.wait_for_load_state("load")
    page.keyboard.press("u")
    expect(subject).to_have_value(second)
    page.wait_for_load_state("load")  # the keys work once the script is there
    page.keyboard.press("u")
    expect(page.locator("main")).to_contain_text("0 of")
    expect(page.locator("input[name=subject]")).to_have_value(first)


def test_a_correction_shows_in_the_listings(page, address):
    page.goto(address + "/review?reviewer=Bob&noun=statements")
    subject = page.locator("input[name=subject]").get_attribute("value")
    page.locator("select[name=act]").select_option(index=1)
    chosen = page.locator("select[name=act]").input_value()
    page.locator("h1").click()
    page.keyboard.press("c")
    expect(page.locator("input[name=subject]")).not_to_have_value(subject)
    report = subject.split(":")[0]
    rows = data(address, f"/reports/{report}.json")["report"]["statements"]
    start = int(subject.split(":")[2].split("-")[0])
    assert chosen in {row["act"] for row in rows if row["content"][0][0] == start}


def test_a_question_is_registered_by_form_and_its_series_drawn(page, address):
    page.goto(address + "/verdicts")
    page.get_by_label("Whose conduct").fill("MWI")
    page.get_by_label("Toward whom").fill("ZMB")
    page.get_by_label("Since").fill("2017-06-12")
    page.locator("select[name=data]").select_option("invented")
    page.get_by_role("button", name="Register and judge").click()
    expect(page.locator("figure svg")).to_be_visible(timeout=30_000)  # judging takes its time
    label = page.locator(".verdict-line").inner_text().lower()
    assert label in {"changed up", "changed down", "no larger change", "cannot tell"}
    page.goto(address + "/verdicts")
    assert page.locator("tbody tr").count() == 1


def test_a_question_that_cannot_be_asked_is_refused_with_its_reason(chromium, address):
    context = chromium.new_context()
    page = context.new_page()
    page.goto(address + "/verdicts")
    page.get_by_label("Whose conduct").fill("MWI")
    page.get_by_label("Toward whom").fill("ZMB")
    page.get_by_label("Since").fill("2017-06-12")
    page.get_by_label("Weeks before").evaluate("node => { node.type = 'text'; node.value = 'many'; }")
    page.locator("form.stack").evaluate("form => form.noValidate = true")
    with page.expect_response("**/verdicts") as answer:
        page.get_by_role("button", name="Register and judge").click()
    assert answer.value.status == 400
    assert "whole number of weeks" in page.locator(".notice").inner_text()
    context.close()


def test_a_happening_shows_each_sources_own_figures(page, address):
    page.goto(address + "/happenings?type=ASSAULT")
    page.locator("tr", has_text="2 independent").locator("a").first.click()
    words = page.locator("main").inner_text()
    assert "9 to 14" in words
    assert "Lilongwe Herald" in words
    page.locator("table a").first.click()
    assert page.locator("article.text").count() == 1


def test_the_map_is_drawn_from_packaged_land(page, address):
    page.goto(address + "/happenings/map")
    expect(page.locator("figure svg")).to_be_visible()
    assert page.locator("figure svg path").count() > 5


def test_hostile_text_changes_nothing(page, address):
    key = report_key(address, "hostile")
    page.goto(f"{address}/reports/{key}")
    assert "taken" not in page.title()
    assert page.locator("article.text script, article.text img, article.text style").count() == 0
    assert page.locator("body").is_visible()
    assert "{{ 7*7 }}" in page.locator("article.text").inner_text()
    assert page.locator("h1").inner_text() == "<b>Hostile</b>"
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth + 1")


def test_all_reads_without_script(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    for path in PAGES:
        page.goto(address + path)
        assert page.locator("h1").count() == 1
    key = report_key(address, "ambush-on-chama")
    page.goto(f"{address}/reports/{key}")
    assert page.locator("mark.event").count() > 0
    page.goto(address + "/review?reviewer=Cleo&noun=events")
    page.get_by_role("button", name="Accept").click()
    assert "1 of" in page.locator("main").inner_text()
    context.close()


def test_a_telling_is_split_off_and_brought_back_without_script(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/happenings?type=ASSAULT")
    page.locator("tr", has_text="2 independent").locator("a").first.click()
    form = page.locator("form", has=page.get_by_role("button", name="Not of this happening"))
    tellings = form.locator("option").count()
    form.get_by_label("Your name").fill("Cleo")
    form.get_by_label("Note").fill("another day")
    form.get_by_role("button").click()
    assert "another day" in page.locator("main").inner_text()
    assert form.locator("option").count() < tellings
    withdrawals = page.locator("form", has=page.get_by_role("button", name="Withdraw"))
    for _ in range(withdrawals.count()):
        withdrawals.first.get_by_label("Your name").fill("Cleo")
        withdrawals.first.get_by_role("button").click()
    assert "another day" not in page.locator("main").inner_text()
    assert form.locator("option").count() == tellings
    context.close()


def test_a_matter_is_ruled_broken_and_the_ruling_withdrawn_without_script(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/ledger?parties=ZMB,MWI")
    page.locator("tbody td a").first.click()
    form = page.locator("form", has=page.get_by_role("button", name="It was broken"))
    form.get_by_label("Your name").fill("Cleo")
    form.get_by_label("Since").fill("2017-06-20")
    form.get_by_label("Note").fill("seen on the road")
    form.get_by_role("button", name="It was broken").click()
    assert "broken since 2017-06-20, as Cleo rules: seen on the road" in page.locator("main").inner_text()
    withdrawal = page.locator("form", has=page.get_by_role("button", name="Withdraw"))
    withdrawal.get_by_label("Your name").fill("Dan")
    withdrawal.get_by_role("button").click()
    assert "as Cleo rules" not in page.locator("main").inner_text()
    context.close()


def test_the_timeline_draws_each_happening_and_leads_to_it(page, address):
    page.goto(address + "/happenings")
    expect(page.locator("figure svg")).to_be_visible()
    dated = data(address, "/happenings/chart.json")["data"]["values"]
    marks = page.locator("figure svg .mark-symbol.role-mark path")
    assert marks.count() == len(dated) > 10
    with page.expect_navigation():
        marks.last.click()
    assert page.locator("h2", has_text="Told by").count() == 1


def test_the_timeline_reads_without_script_and_keeps_the_filters(chromium, address):
    context = chromium.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "/happenings?type=ASSAULT")
    page.get_by_role("link", name="By month").click()
    cells = page.locator("tbody tr td:nth-child(2)").all_inner_texts()
    assert set(cells) == {"ASSAULT"}
    counted = sum(int(text) for text in page.locator("tbody tr td:nth-child(3)").all_inner_texts())
    context.close()
    assert counted == len(data(address, "/happenings.json?type=ASSAULT&limit=500")["rows"])
