"""The pages that are measured, as the people of a centre ask for them."""

import itertools
import secrets
from collections.abc import Iterator
from datetime import date

from bench.browsing import Answer, Visitor, csrf_token
from bench.ground import CLASS_SIZE, LEARNERS, Ground
from bench.measuring import Bench, Limits, Measurement, Request
from vocational.demo import people
from vocational.demo.people import Person

PATTERN = ("present", "late")
FIRST_PERSON = 700_000
FIRST_APPLICANT = 800_000
CALLS_OF_ONE_ADDRESS = 50
POOR = "poor_household"
#: Every one stays on file and makes the class fuller: fewer rounds.
APPLICATIONS = Limits(times_hello=30, rounds=5, requests=40)
#: Every registration takes a seat: no more rounds than there are seats.
REGISTRATIONS = Limits(rounds=5, requests=30, warm_up=20)


def measurements(bench: Bench, ground: Ground) -> Iterator[Measurement]:
    """Measure every page, one after another."""
    public, registrar = Visitor(bench.product.port), Visitor(bench.product.port)
    registrar.sign_in(ground.registrar, ground.password)
    yield bench.measure(
        "public catalogue", lambda: public.get("/courses"), Limits(times_hello=25, queries=5)
    )
    yield bench.measure(
        "course page", lambda: public.get(f"/courses/{ground.course_code}"), Limits()
    )
    yield bench.measure(
        "class page",
        lambda: registrar.get(f"/classes/{ground.class_code}"),
        Limits(times_hello=40, queries=12),
    )
    yield bench.measure(
        f"page of a {LEARNERS}-learner list",
        lambda: registrar.get("/learners?page=3"),
        Limits(times_hello=40, queries=8),
    )
    yield bench.measure("home", lambda: registrar.get("/home"), Limits())
    yield bench.measure(
        f"attendance of {CLASS_SIZE} saved",
        attendance(registrar, ground),
        Limits(cpu_ms=30, queries=10),
    )
    yield bench.measure(
        "application page",
        lambda: public.get(f"/classes/{ground.open_class_code}/apply"),
        Limits(times_hello=30),
    )
    yield bench.measure("application handed in", application(bench, ground), APPLICATIONS)
    yield bench.measure("entitlement preview", preview(registrar, ground), Limits(cpu_ms=100))
    yield bench.measure("counter registration", counter(registrar, ground), REGISTRATIONS)


def attendance(visitor: Visitor, ground: Ground) -> Request:
    """Return a request that corrects the state of every learner of the class each time."""
    path = f"/sessions/{ground.session_id}/attendance"
    token = csrf_token(visitor.get(path))
    versions = itertools.count(ground.session_version)

    def save() -> Answer:
        version = next(versions)
        state = PATTERN[version % 2]
        fields = [("csrf_token", token), ("version", str(version)), ("reason", "Sổ giấy")]
        for enrolment_id in ground.enrolment_ids:
            fields.append((f"s{enrolment_id}", state))
            fields.append((f"m{enrolment_id}", "15" if state == "late" else ""))
            fields.append((f"n{enrolment_id}", ""))
        return moved_on(visitor.post(path, fields))

    return save


def counter(visitor: Visitor, ground: Ground) -> Request:
    """Return a request that takes a new person in, class after class until all are full."""
    token = csrf_token(visitor.get("/counter"))
    seats = itertools.chain.from_iterable(
        [class_id_] * CLASS_SIZE for class_id_ in ground.empty_class_ids
    )
    coming = people.people(FIRST_PERSON, date(2026, 1, 1), FIRST_PERSON)

    def register() -> Answer:
        fields = form_of(next(coming), next(seats))
        return moved_on(visitor.post("/counter", [("csrf_token", token), *fields]))

    return register


def application(bench: Bench, ground: Ground) -> Request:
    """Return a request that hands a new person's application in, from address after address."""
    path = f"/classes/{ground.open_class_code}/apply"
    coming = people.people(FIRST_APPLICANT, date(2026, 1, 1), FIRST_APPLICANT)
    visitors = _visitors(bench.product.port, path)

    def apply() -> Answer:
        visitor, token = next(visitors)
        fields = application_of(next(coming))
        return moved_on(visitor.post(path, [("csrf_token", token), *fields]))

    return apply


def _visitors(port: int, path: str) -> Iterator[tuple[Visitor, str]]:
    """Give visitors with the token of their form; each calls less often than an address may."""
    for host in range(2, 250):
        visitor = Visitor(port, f"127.0.0.{host}")
        token = csrf_token(visitor.get(path))
        yield from itertools.repeat((visitor, token), CALLS_OF_ONE_ADDRESS)


def application_of(person: Person) -> list[tuple[str, str]]:
    """Fill the public's form in."""
    kept = {"citizen_number", "full_name", "birth_date", "sex", "commune", "commune_code"}
    kept |= {"hamlet", "phone", "schooling_code", "ethnic_group", "consent", "form_token"}
    fields = [(name, text) for name, text in form_of(person, 0) if name in kept]
    return [*fields, ("categories", POOR), (f"paper-{POOR}", f"{POOR}_certificate")]


def preview(visitor: Visitor, ground: Ground) -> Request:
    """Return a request for the side panel of the counter: what a poor person would be due."""
    token = csrf_token(visitor.get("/counter"))
    person = next(iter(people.people(FIRST_PERSON, date(2026, 1, 1), FIRST_PERSON)))
    fields = [("csrf_token", token), *form_of(person, ground.empty_class_ids[0])]
    fields += [(f"{POOR}-ticked", "y"), (f"{POOR}-original_seen", "y")]
    return lambda: visitor.post("/counter/preview", fields)


def form_of(person: Person, class_id: int) -> list[tuple[str, str]]:
    """Fill the counter's form in."""
    born = person.birth_date
    return [
        ("action", "save"),
        ("form_token", secrets.token_hex(16)),
        ("class_id", str(class_id)),
        ("citizen_number", person.citizen_number),
        ("full_name", person.full_name),
        ("birth_date", f"{born:%d/%m/%Y}"),
        ("sex", person.sex.value),
        ("commune", "Xã Phúc Thọ"),
        ("commune_code", "09715"),
        ("hamlet", person.hamlet),
        ("phone", person.phone),
        ("schooling_code", person.schooling_code),
        ("ethnic_group", person.ethnic_group),
        ("version", "0"),
        ("consent", "y"),
    ]


def moved_on(answer: Answer) -> Answer:
    """Make sure that something was saved: a form that was refused is shown again.

    Raises `RuntimeError`.
    """
    if answer.status not in {302, 303}:
        raise RuntimeError(f"a form was not saved: {answer.status}\n{answer.body.decode()}")
    return answer
