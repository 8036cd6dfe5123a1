"""What falls due: each key once, in order, and no more at a time than a tick should work."""

from streams.edge.state import CATCH_UP_S, DueIndex


def index(*entries: tuple[str, float]) -> DueIndex:
    made = DueIndex()
    for key, due in entries:
        made.add(0, key, due)
    return made


def test_keys_come_when_they_are_due_earliest_first() -> None:
    due = index(("later", 20), ("sooner", 10), ("not yet", 99))
    assert due.pop(0, 30) == ["sooner", "later"]
    assert due.pop(0, 30) == []
    assert len(due) == 1


def test_a_key_whose_time_is_put_off_comes_once_and_at_its_last_time() -> None:
    due = index(("story", 10), ("story", 20), ("story", 30))
    assert (due.pop(0, 15), due.pop(0, 25), due.pop(0, 30), due.pop(0, 99)) == ([], [], ["story"], [])


def test_a_key_whose_time_is_brought_forward_comes_then_and_not_again() -> None:
    due = index(("story", 30), ("story", 10))
    assert (due.pop(0, 15), due.pop(0, 99)) == (["story"], [])


def test_a_key_that_was_put_off_and_brought_forward_again_comes_once() -> None:
    due = index(("story", 10), ("story", 40), ("story", 20))
    assert (due.pop(0, 15), due.pop(0, 20), due.pop(0, 99)) == ([], ["story"], [])


def test_what_is_forgotten_does_not_come_and_may_be_due_anew() -> None:
    due = index(("story", 10))
    due.discard(0, "story")
    assert due.pop(0, 99) == []
    due.add(0, "story", 50)
    assert due.pop(0, 99) == ["story"]


def test_a_story_that_is_put_off_a_thousand_times_takes_the_room_of_one() -> None:
    due = index(*(("story", place) for place in range(1_000)))
    assert [len(heap) for heap in due._heaps.values()] == [1]


def test_many_that_are_due_at_once_come_in_lots_and_larger_ones_where_ticks_fell_behind() -> None:
    due = index(*((f"story-{place}", 10.0) for place in range(9)))
    assert len(due.pop(0, 10, 2)) == 2
    assert len(due.pop(0, 10 + 3 * CATCH_UP_S, 2)) == 5
    assert len(due.pop(0, 11, 2)) == 2
    assert due.pop(0, 11, 2) == []


def test_partitions_do_not_meet() -> None:
    due = index(("story", 10))
    due.add(1, "story", 10)
    due.drop(0)
    assert (due.pop(0, 99), due.pop(1, 99)) == ([], ["story"])
