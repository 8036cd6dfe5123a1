"""The sentences of an alert."""

from datetime import date

import pytest

from schemas.alert import AlertEntity, AlertPolicy, AlertType, Change
from schemas.finding import Asserted, Dates, Stage
from streams.core.merge.wording import change_sentence, entity_sentence, policy_sentence, summary_of

H20 = AlertPolicy(
    policy="export_control.permit", instrument="export_control", direction="relax", stage="removed", asserted="asserted",
    attribution=("Nvidia", "Jensen Huang"), actors=("US",), targets=("CN",), products=("H20",),
)  # fmt: skip
CASES = (
    (H20, "US relaxes an export control on H20 for CN: removed; said by Nvidia, Jensen Huang"),
    (
        H20.model_copy(
            update={
                "actors": ("US", "EU"),
                "attribution": (),
                "asserted": Asserted.DENIED,
                "stage": Stage.REJECTED,
            }
        ),
        "US, EU relax an export control on H20 for CN: rejected, denied",
    ),
    (
        H20.model_copy(
            update={
                "actors": (),
                "products": (),
                "targets": (),
                "attribution": (),
                "dates": Dates(effective=date(2026, 4, 1)),
            }
        ),
        "A public authority relaxes an export control: removed, effective 2026-04-01",
    ),
)


@pytest.mark.parametrize(("policy", "sentence"), CASES, ids=[case[1] for case in CASES])
def test_policy_sentence(policy: AlertPolicy, sentence: str) -> None:
    assert policy_sentence(policy) == sentence


def test_entity_sentence() -> None:
    entity = AlertEntity(watch_id="nvidia", name="Nvidia", tickers=("NVDA",))
    assert (
        entity_sentence(entity, ("Reuters",))
        == "Nvidia (NVDA) is what the article is about; reported by Reuters"
    )


def test_an_update_begins_with_its_changes_and_a_cancel_with_what_it_takes_back() -> None:
    changes = (
        Change(field="targets", before=None, after="CN"),
        Change(field="confirmed_by", before=None, after="BIS"),
    )
    assert change_sentence(changes) == "targets: none -> CN; confirmed by: none -> BIS"
    assert summary_of(AlertType.UPDATE, "Base", changes).startswith("Changed: targets")
    assert summary_of(AlertType.CANCEL, "Base", ()).startswith("Withdrawn")
    assert summary_of(AlertType.ALERT, "Base", ()) == "Base"
