"""Log-in slowed down by failures: one account at one address, and never locked."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from dashboard import sign_in
from dashboard.throttle import MOST_WAITING, Throttle, TooMany
from tests.access.test_gate import log_in


def test_failures_slow_down_one_account_at_one_address_and_lock_nobody_out():
    throttle, attacker, leader = Throttle(), ("leader", "10.0.0.9"), ("leader", "10.0.0.1")
    waits = []
    for _ in range(12):
        waits.append(throttle.wait(attacker, 0))
        throttle.failed(attacker, 0)
    assert waits[:3] == [0, 0, 0]
    assert waits[3:] == sorted(waits[3:])
    assert waits[3] == 1
    assert waits[-1] == 30, "never longer: no lock"
    assert throttle.wait(leader, 0) == 0, "from elsewhere nobody waits"
    assert throttle.wait(attacker, 16 * 60) == 0
    throttle.passed(attacker)
    assert throttle.wait(attacker, 0) == 0


def test_tries_at_once_queue_up_and_too_many_are_told_so():
    throttle, key = Throttle(unit=0.001), ("leader", "10.0.0.9")

    async def together():
        async def one():
            async with throttle.turn(key, 0):
                await asyncio.sleep(0.01)

        return await asyncio.gather(*(one() for _ in range(9)), return_exceptions=True)

    with ThreadPoolExecutor(1) as pool:
        done = pool.submit(asyncio.run, together()).result()
    assert sum(isinstance(each, TooMany) for each in done) == 9 - MOST_WAITING


def test_the_right_password_succeeds_after_many_failures(visitor, monkeypatch):
    monkeypatch.setattr(sign_in, "throttle", Throttle(unit=0.001))
    for _ in range(6):
        assert log_in(visitor, "leader", "wrong-horse-9").status_code == 401
    assert log_in(visitor, "leader").status_code == 303
