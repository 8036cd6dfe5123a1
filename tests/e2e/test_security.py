"""TLS and SASL against a broker that requires them: every role works, every wrong login is one line, no secret told."""

import asyncio
import json
import re
import signal
import time

import pytest

from tests.e2e import world
from tests.e2e.guarded import WRONG_SECRET, Guarded
from tests.e2e.kafka.secure import make_authority

pytestmark = [pytest.mark.kafka, pytest.mark.asyncio(loop_scope="module")]
COMPANY = world.companies(1)[0]


async def test_every_role_can_do_its_work_with_the_rights_of_the_table_and_no_others(
    guarded: Guarded,
) -> None:
    assert await guarded.run("admin", "topics", "check") == (0, "the topics are right\n")
    code, said = await guarded.run("worker", "check", "--broker")
    assert code == 0, said
    assert said.splitlines()[-1].endswith("its rights and topics are right")
    worker = guarded.start("worker", "worker", TOCSIN_LOG_LEVEL="DEBUG", TOCSIN_STORE="rocksdb")
    subscriber = guarded.start("subscriber", "alerts", "--json", "--from-start")
    try:
        articles = [world.of_company(COMPANY), {"id": "no", "headline": 7}]
        lines = "\n".join(json.dumps(each, default=str) for each in articles)
        code, said = await guarded.run("publisher", "publish", "-", stdin=lines)
        assert "1 published, 1 refused" in said
        line = await asyncio.wait_for(asyncio.to_thread(subscriber.stdout.readline), 40)  # type: ignore[union-attr]
        assert json.loads(line)["articles"][0]["id"] == articles[0]["id"]
    finally:
        subscriber.send_signal(signal.SIGINT)
        worker.send_signal(signal.SIGTERM)
        await guarded.end(subscriber)
        code, said = await guarded.end(worker)
    assert code == 0, said[-3000:]
    assert (await guarded.run("operator", "refusals", "list"))[0] == 0


@pytest.mark.parametrize("mechanism", ["PLAIN", "SCRAM-SHA-256", "SCRAM-SHA-512"])
async def test_every_way_to_log_in_works_with_the_secret_in_a_file(mechanism: str, guarded: Guarded) -> None:
    secret = guarded.folder / "secret"
    secret.write_text(guarded.logins["worker"] + "\n")
    more = {
        "TOCSIN_SASL_PASSWORD": "",
        "TOCSIN_SASL_PASSWORD_FILE": str(secret),
        "TOCSIN_SASL_MECHANISM": mechanism,
    }
    worker = guarded.start("worker", "worker", TOCSIN_LOG_FORMAT="json", **more)
    ready = ""
    while "partitions_assigned" not in ready and (line := await asyncio.to_thread(worker.stderr.readline)):  # type: ignore[union-attr]
        ready += line
    worker.send_signal(signal.SIGTERM)
    code, said = await guarded.end(worker)
    assert code == 0, ready + said
    assert "partitions_assigned" in ready


WRONG = {
    "a wrong password": (
        {"TOCSIN_SASL_PASSWORD": WRONG_SECRET},
        r"refuses the login of 'worker' by SCRAM-SHA-512: are TOCSIN_SASL_USERNAME and TOCSIN_SASL_PASSWORD",
    ),
    "a wrong password in the plain way": (
        {"TOCSIN_SASL_PASSWORD": WRONG_SECRET, "TOCSIN_SASL_MECHANISM": "PLAIN"},
        r"refuses the login of 'worker' by PLAIN: are",
    ),
    "an unknown name": ({"TOCSIN_SASL_USERNAME": "nobody"}, r"refuses the login of 'nobody'"),
    "no password": (
        {"TOCSIN_SASL_PASSWORD": ""},
        r"SASL_SSL needs TOCSIN_SASL_USERNAME and TOCSIN_SASL_PASSWORD",
    ),
    "a password file that is not there": (
        {"TOCSIN_SASL_PASSWORD": "", "TOCSIN_SASL_PASSWORD_FILE": "/nowhere/secret"},
        r"TOCSIN_SASL_PASSWORD_FILE cannot be read: No such file",
    ),
    "no authority": (
        {"TOCSIN_SSL_CAFILE": ""},
        r"certificate of 127.0.0.1:\d+ is not trusted .*TOCSIN_SSL_CAFILE",
    ),
    "an authority file that is not there": (
        {"TOCSIN_SSL_CAFILE": "/nowhere/ca.pem"},
        r"TOCSIN_SSL_\*: .*No such file",
    ),
    "plain to a TLS port": (
        {"TOCSIN_SECURITY_PROTOCOL": "PLAINTEXT"},
        r"listens but does not go on .*is TOCSIN_SECURITY_PROTOCOL=PLAINTEXT right",
    ),
    "a login without TLS to a TLS port": (
        {"TOCSIN_SECURITY_PROTOCOL": "SASL_PLAINTEXT"},
        r"is TOCSIN_SECURITY_PROTOCOL=SASL_PLAINTEXT right",
    ),
    "TLS without a login": (
        {"TOCSIN_SECURITY_PROTOCOL": "SSL"},
        r"is TOCSIN_SECURITY_PROTOCOL=SSL right",
    ),
}


CALLS: list[tuple[str, tuple[str, ...]]] = [(case, ("worker",)) for case in WRONG]
CALLS += [
    (case, command)
    for case in ("a wrong password", "no authority", "TLS without a login")
    for command in (("topics", "check"), ("publish", "-"), ("alerts",))
]


@pytest.mark.parametrize(("case", "command"), CALLS, ids=[f"{case}: {command[0]}" for case, command in CALLS])
async def test_what_is_set_wrongly_is_one_line_with_the_remedy(
    case: str, command: tuple[str, ...], guarded: Guarded
) -> None:
    env, expected = WRONG[case]
    began = time.monotonic()
    code, said = await guarded.run(
        "worker", *command, stdin=json.dumps(world.of_company(COMPANY), default=str), **env
    )
    assert code == 1, said
    assert len(said.strip().splitlines()) == 1, said
    assert re.search(expected, said), said
    assert time.monotonic() - began < 25


async def test_another_authority_than_the_brokers_is_one_line(guarded: Guarded) -> None:
    other = make_authority(guarded.folder, "other")
    code, said = await guarded.run("worker", "worker", TOCSIN_SSL_CAFILE=str(other))
    assert (code, len(said.splitlines())) == (1, 1)
    assert "is not trusted" in said


async def test_no_secret_was_told_by_any_of_them(guarded: Guarded) -> None:
    assert len(guarded.said) > 20
    assert guarded.told_secrets() == []
