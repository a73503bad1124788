"""What every decision prints around its articles: who issues it, recitals, signature, receivers.

All text is as printed. Source: NĐ 30/2020/NĐ-CP annex I.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass

from vocational.documents.papers import Letterhead, Signature

_ONE_DIGIT = re.compile(r"^\d(?!\d)")


@dataclass(frozen=True)
class DecisionFrame:
    """The parts of a decision that do not say what is decided.

    `grounds` are recitals with their end marks, the proposal last; `receivers` likewise.
    """

    letterhead: Letterhead
    issuing_head: str
    grounds: tuple[str, ...]
    executors: str
    receivers: tuple[str, ...]
    signature: Signature

    def printed(self) -> dict[str, object]:
        """Give the parts as plain values, to be kept with the decision and printed again."""
        return asdict(self)


@dataclass(frozen=True)
class Offices:
    """Who proposes decisions, who carries them out, and who keeps them."""

    proposer: str = "Trưởng phòng Đào tạo"
    executors: str = "Phòng Đào tạo, Phòng Tài chính"
    archive: str = "VT, ĐT"


def decision_frame(
    letterhead: Letterhead,
    signature: Signature,
    *,
    grounds: Iterable[str],
    receivers: Sequence[str] = (),
    also_executed_by: str = "",
    offices: Offices | None = None,
) -> DecisionFrame:
    """Put the parts of a decision together.

    `grounds` are recitals without end marks; `receivers` those beside who carries it out and the
    archive; `also_executed_by` follows the offices that carry it out.
    """
    offices = offices or Offices()
    proposal = f"Theo đề nghị của {offices.proposer}"
    executors = [offices.executors, also_executed_by]
    return DecisionFrame(
        letterhead=letterhead,
        issuing_head=issuing_head(signature.title, letterhead.institution_name),
        grounds=_listed([*grounds, proposal]),
        executors=", ".join(filter(None, executors)),
        receivers=_listed(["Như Điều 3", *receivers, f"Lưu: {offices.archive}"]),
        signature=signature,
    )


def issuing_head(signer_title: str, institution_name: str) -> str:
    """Name who decides, in capitals: a deputy signs for the head, who decides."""
    return f"{signer_title.removeprefix('KT. ')} {institution_name.upper()}"


def signature_of(signer_title: str, signer_name: str) -> Signature:
    """Make a signature from a kept title, whose second line is the deputy's."""
    title, _newline, deputy_title = signer_title.partition("\n")
    return Signature(title, deputy_title, signer_name)


def written_number(number: str) -> str:
    """Write the number of a paper: one below 10 takes a leading zero, `06/QĐ-TTGDNN`."""
    return _ONE_DIGIT.sub(lambda digit: f"0{digit.group()}", number)


def _listed(lines: Sequence[str]) -> tuple[str, ...]:
    """End each line with a semicolon and the last with a full stop."""
    *others, last = (line.rstrip(".; ") for line in lines)
    return (*(f"{line};" for line in others), f"{last}.")
