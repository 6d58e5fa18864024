"""Guessing gets slow, and a commander is never kept out for long."""

from __future__ import annotations

import threading
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection

from siaga.server.core.models import SignInTally
from siaga.server.core.security.throttle import (
    DEVICE,
    NAME,
    NETWORK,
    PAIR,
    Limit,
    Throttled,
    admit,
    forgive,
)

NOON = datetime(2024, 11, 27, 5, tzinfo=UTC)
COMMANDER = "kapolres"


def attempts_in(duration: timedelta, network: str | None) -> int:
    """How often somebody who never stops gets through within ``duration``, a try each second.

    Without a network every try comes from another one.
    """
    through = 0
    for second in range(int(duration.total_seconds())):
        place = network or f"10.{second // 256}.{second % 256}.0/24"
        try:
            admit(
                [(PAIR, f"{COMMANDER}\x00{place}")],
                [(NAME, COMMANDER), (NETWORK, place)],
                now=NOON + timedelta(seconds=second),
            )
        except Throttled:
            continue
        through += 1
    return through


@pytest.mark.django_db
def test_one_network_gets_few_tries_an_hour() -> None:
    assert attempts_in(timedelta(minutes=30), "203.0.113.0/24") <= PAIR.free + 14


@pytest.mark.django_db
def test_the_whole_internet_gets_few_tries_at_one_name() -> None:
    assert attempts_in(timedelta(minutes=30), None) <= NAME.free + 24


@pytest.mark.parametrize("limit", [PAIR, NAME, NETWORK, DEVICE])
def test_nobody_is_kept_waiting_for_more_than_five_minutes(limit: Limit) -> None:
    assert max(limit.delay(failures) for failures in range(10_000)) == limit.longest <= 300


@pytest.mark.django_db
def test_a_browser_that_signed_in_before_is_let_through_while_strangers_guess() -> None:
    attempts_in(timedelta(minutes=5), None)
    with pytest.raises(Throttled):
        admit([(PAIR, "kapolres\x00x")], [(NAME, COMMANDER)], now=NOON + timedelta(seconds=301))
    admit([(DEVICE, f"{COMMANDER}\x00laptop")], now=NOON + timedelta(seconds=301))


@pytest.mark.django_db
def test_a_refused_try_is_not_counted_and_says_how_long_to_wait() -> None:
    for _ in range(PAIR.free):
        admit([(PAIR, "a")], now=NOON)
    before = SignInTally.objects.get().failures
    with pytest.raises(Throttled) as refused:
        admit([(PAIR, "a")], now=NOON)
    assert refused.value.seconds == PAIR.first
    assert SignInTally.objects.get().failures == before


@pytest.mark.django_db
def test_failures_are_forgotten_after_an_hour_of_quiet() -> None:
    for _ in range(PAIR.free - 1):
        admit([(PAIR, "a")], now=NOON)
    later = NOON + timedelta(seconds=PAIR.forget + 1)
    for _ in range(PAIR.free - 1):
        admit([(PAIR, "a")], now=later)


@pytest.mark.django_db
def test_who_signs_in_does_not_wipe_out_the_failures_of_their_neighbours() -> None:
    """An attacker with an account of their own must not reset the count of the network."""
    for n in range(10):
        admit([(PAIR, f"victim-{n}")], [(NETWORK, "n")], now=NOON)
    attempt = admit([(PAIR, "own")], [(NETWORK, "n")], now=NOON)
    forgive(attempt, now=NOON)
    assert max(SignInTally.objects.values_list("failures", flat=True)) == 10


@pytest.mark.django_db
def test_what_was_typed_is_not_stored() -> None:
    """People type passwords into the name field."""
    admit([(PAIR, "rahasia-sekali")], now=NOON)
    assert "rahasia" not in str(SignInTally.objects.values_list().get())


@pytest.mark.django_db
def test_old_counts_are_swept() -> None:
    admit([(PAIR, "a")], now=NOON)
    later = NOON + timedelta(days=2)
    forgive(admit([(PAIR, "b")], now=later), now=later)
    assert not SignInTally.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_eight_workers_at_once_get_no_more_tries_than_one() -> None:
    let_through: list[int] = []
    failed: list[BaseException] = []
    start = threading.Barrier(8)

    def worker() -> None:
        try:
            start.wait(timeout=30)
            for _ in range(4):
                try:
                    admit([(PAIR, "a")], [(NAME, "a"), (NETWORK, "n")], now=NOON)
                except Throttled:
                    continue
                let_through.append(1)
        except BaseException as error:
            failed.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=worker) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=60)
    assert not failed
    assert len(let_through) == PAIR.free
