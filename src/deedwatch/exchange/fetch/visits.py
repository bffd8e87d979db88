"""Visits to hosts: each redirect checked anew, robots.txt obeyed, a pause between two requests."""

from __future__ import annotations

import datetime as dt
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import urljoin
from urllib.robotparser import RobotFileParser

from deedwatch import __version__
from deedwatch.errors import InputError
from deedwatch.exchange.fetch.addresses import check_addresses, parse_address, shown
from deedwatch.exchange.fetch.asking import ask

if TYPE_CHECKING:
    from collections.abc import Mapping

    from deedwatch.exchange.fetch.addresses import Place
    from deedwatch.exchange.fetch.allowance import Allowance, Means
    from deedwatch.exchange.fetch.asking import Answer

__all__ = ["Visitor"]

_NAME = "deedwatch"
_MOVED = frozenset({301, 302, 303, 307, 308})
_BUSY = frozenset({429, 503})
_LARGEST_ROBOTS = 500_000  # characters that are read of a robots.txt
_LONGEST_DELAY = 30.0  # seconds that a robots.txt may ask for between two requests
_SAID = {
    401: ("asks for a name and password", "save the page by hand"),
    403: ("may not be read by programs like this", "save the page by hand"),
    404: ("is not there", "check the address"),
    410: ("is there no more", "check the address"),
    451: ("is withheld by law", "take another source"),
}


class Visitor:
    """One run's visits: what each name leads to is asked once and holds for the run."""

    def __init__(self, *, allowance: Allowance, means: Means, allow_private: bool) -> None:
        self.agent = f"{_NAME}/{__version__}"
        self.allowance, self.means, self.allow_private = allowance, means, allow_private
        self._pinned: dict[tuple[str, int], tuple[str, ...]] = {}
        self._robots: dict[str, RobotFileParser | InputError] = {}
        self._next: dict[str, float] = {}

    def get(self, url: str, headers: Mapping[str, str]) -> Answer:
        """The page (200) or the word that it is unchanged (304), after redirects.

        Raises ``InputError`` for everything else.
        """
        answer = self._follow(url, headers, robots=True)
        if answer.status in _BUSY and "retry-after" in answer.headers:
            self.means.sleep(self._asked_wait(answer))
            answer = self._follow(url, headers, robots=True)
        if answer.status in {200, 304}:
            return answer
        status = answer.status
        usual = (f"was answered with {status}", "try again later" if status >= 500 else "check the address")
        fault, remedy = _SAID.get(status, usual)
        raise _refuse(answer.place.url, fault, remedy)

    def _asked_wait(self, answer: Answer) -> float:
        """The seconds that a busy server asks for."""
        seconds = _seconds(answer.headers["retry-after"])
        if seconds > self.allowance.patience:
            fault = f"is busy and asks to come back in {seconds:,.0f} seconds"
            raise _refuse(answer.place.url, fault, "run the same command again then")
        return seconds

    def _follow(self, url: str, headers: Mapping[str, str], *, robots: bool) -> Answer:
        place = parse_address(url, allow_private=self.allow_private)
        spent = 0.0
        for _ in range(self.allowance.redirects + 1):
            addresses = self._addresses(place)
            if robots:
                self._check_robots(place)
            self._pause(place)
            began = self.means.clock()
            own = {"User-Agent": self.agent, "Accept": "*/*", **headers}
            seconds = self.allowance.whole - spent
            answer = ask(place, addresses, own, means=self.means, allowance=self.allowance, seconds=seconds)
            spent += self.means.clock() - began
            if answer.status not in _MOVED:
                return answer
            target = answer.headers.get("location", "")
            if not target:
                raise _refuse(place.url, "moved, and does not say where", "check the address")
            place = self._moved(place, target)
            headers = {}  # what was kept of the first address says nothing of another
        fault = f"moved more than {self.allowance.redirects} times"
        raise _refuse(url, fault, "give the address where it ends")

    def _moved(self, place: Place, target: str) -> Place:
        try:
            joined = urljoin(place.url, target)
        except ValueError as error:
            raise _refuse(place.url, "moved to what is no address", "check the address") from error
        try:
            return parse_address(joined, allow_private=self.allow_private)
        except InputError as error:
            fault = f"moved to {shown(joined)}, which {error.fault}"
            raise _refuse(place.url, fault, error.remedy) from error

    def _addresses(self, place: Place) -> tuple[str, ...]:
        """What the host's name leads to, checked; asked once, so that a later answer changes nothing."""
        key = (place.host, place.port)
        if key not in self._pinned:
            try:
                found = tuple(self.means.resolve(place.host, place.port))
            except OSError as error:
                raise _refuse(place.url, "has a host that is not found", "check the address") from error
            if not self.allow_private or not found:
                found = check_addresses(place.url, found)
            self._pinned[key] = found
        return self._pinned[key]

    def _pause(self, place: Place) -> None:
        """Wait until the host may be asked again, and set when it may be asked next."""
        robots = self._robots.get(place.origin)
        asked = robots.crawl_delay(_NAME) if isinstance(robots, RobotFileParser) else None
        delay = max(self.allowance.delay, min(float(asked or 0), _LONGEST_DELAY))
        now = self.means.clock()
        wait = self._next.get(place.host, now) - now
        if wait > 0:
            self.means.sleep(wait)
        self._next[place.host] = max(now, self.means.clock()) + delay

    def _check_robots(self, place: Place) -> None:
        rules = self._robots.get(place.origin)
        if rules is None:
            try:
                rules = self._read_robots(place)
            except InputError as error:
                rules = error  # not asked again for each page of the site
            self._robots[place.origin] = rules
        if isinstance(rules, InputError):
            raise _refuse(place.url, rules.fault, rules.remedy)
        if not rules.can_fetch(_NAME, place.url):
            raise _refuse(
                place.url, "is closed to programs by the site's robots.txt", "save the page by hand"
            )

    def _read_robots(self, place: Place) -> RobotFileParser:
        """The site's rules; all is open where it has none, and nothing where they cannot be read."""
        rules = RobotFileParser()
        rules.modified()
        try:
            answer = self._follow(f"{place.origin}/robots.txt", {}, robots=False)
        except InputError as error:
            fault = f"has a robots.txt that cannot be read ({error.fault})"
            raise _refuse(place.url, fault, "try again later") from error
        if answer.status == 200:
            text = answer.body[:_LARGEST_ROBOTS].decode("utf-8-sig", "replace")
            rules.parse(text.splitlines())
        elif 400 <= answer.status < 500 and answer.status != 429:
            rules.allow_all = True  # type: ignore[attr-defined]
        else:
            fault = f"has a robots.txt that cannot be read (answered with {answer.status})"
            raise _refuse(place.url, fault, "try again later")
        return rules


def _seconds(told: str) -> float:
    """A Retry-After header, a number of seconds or a date, as seconds from now."""
    if told.strip().isascii() and told.strip().isdigit():
        return float(told.strip()[:9])
    try:
        until = parsedate_to_datetime(told)
        return max(0.0, (until - dt.datetime.now(tz=dt.UTC)).total_seconds())
    except (ValueError, TypeError, OverflowError):
        return 0.0


def _refuse(url: str, fault: str, remedy: str) -> InputError:
    return InputError(shown(url), fault, remedy=remedy)
