"""Reuters as the agency is a source; Reuters as the subject is not."""

import pytest

from tests.core.detect.entities.lists import found

SOURCES = {
    "in a dateline": "BEIJING, July 15 (Reuters) - Talks ended on Monday.",
    "as the one who was told": "Two officials told Reuters that talks had ended.",
    "as the one who reported": "Talks had ended, Reuters reported on Monday.",
    "as the maker of a report": "Talks had ended, according to a Reuters report.",
    "in a photo credit": "Talks ended on Monday.\n\nA door in Beijing on Monday. Photo: Reuters",
}
SUBJECTS = {
    "when it is bought": "A fund agreed to buy Reuters for two billion dollars.",
    "when it acts": "Workers at Reuters will strike on Monday.",
}


@pytest.mark.parametrize("name", SOURCES)
def test_an_agency_is_only_the_source(name: str) -> None:
    (hit,) = found("Talks end", SOURCES[name]).hits
    assert (hit.watch.id, hit.reason.value, hit.relevance) == ("reuters", "source_only", 5)


@pytest.mark.parametrize("name", SUBJECTS)
def test_an_agency_is_the_subject(name: str) -> None:
    (hit,) = found("Media", SUBJECTS[name]).hits
    assert hit.watch.id == "reuters"
    assert hit.reason.value != "source_only"
