"""Who says so: the office, the gazette or the person that speaks, never the word before a comma."""

import pytest

from tests.core.detect.policy.reading import policies

SPOKEN = [
    ("an office behind a state that is meant", "Norway banned exports of arms to Qatar, the trade ministry said on Thursday.", {"trade ministry"}),
    ("an office behind a month", "Norway banned exports of krill to Japan from Nov 27, the fisheries ministry said.", {"fisheries ministry"}),
    ("an office behind a people's name", "Norway lifted its ban on imports of Ukrainian grain, the agriculture department said.", {"agriculture department"}),
    ("a gazette that shows", "Norway raised the import duty on steel to 30%, the official gazette showed.", {"official gazette"}),
    ("a notification", "Norway banned exports of krill on Wednesday, a government notification said.", {"government notification"}),
    ("a person with an office", "Norway will ban exports of krill to Japan, Fisheries Minister Kari Berg said.", {"Fisheries Minister Kari Berg"}),
    ("a state's ministry that denies", "Norway's trade ministry on Wednesday denied a report that it planned to restrict exports of krill to Japan.", {"trade ministry"}),
    ("somebody without a name in front of a place", "Norway has granted the firm a licence to export krill to its plant in Xi'an, a person said.", {"person"}),
    ("a state that says it itself", "Norway said it would ban exports of krill to Japan.", {"Norway"}),
    ("a pronoun for the office", "The European Commission imposed duties on steel from Turkey, it said on Wednesday.", {"European Commission"}),
    ("the United States is no verb of saying", "Norway banned exports of krill to the United States on Wednesday.", set[str]()),
    ("adding to a list is no verb of saying", "Norway added three Turkish firms to its entity list on Wednesday.", set[str]()),
]  # fmt: skip


@pytest.mark.parametrize(("what", "sentence", "wanted"), SPOKEN, ids=[row[0] for row in SPOKEN])
def test_who_says_so(what: str, sentence: str, wanted: set[str]) -> None:
    """Whoever stands right before the verb of saying, up to the comma; nobody where nobody does."""
    hits = policies("Krill in focus in Oslo", sentence).hits
    assert hits, what
    assert {name for hit in hits for name in hit.attribution} == wanted, what
