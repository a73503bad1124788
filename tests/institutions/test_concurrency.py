"""Numbers taken at once: consecutive, none twice."""

import threading

from vocational.access.command import transaction
from vocational.institutions.services import numbering


def test_fifty_at_once_take_fifty_consecutive_numbers(app, at_home):
    taken: list[int] = []

    def take() -> None:
        with at_home(), transaction():
            number = numbering.take_number("race")
        taken.append(number)

    threads = [threading.Thread(target=take) for _ in range(50)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(taken) == list(range(1, 51))
