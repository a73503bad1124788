"""Results as papers write them: not messages, so in Vietnamese whatever the reader's language.

Source: TT 42/2015/TT-BLĐTBXH art. 27; TT 43/2015/TT-BLĐTBXH art. 12.
"""

from decimal import Decimal

from vocational.assessment.rules.results import Classification

CLASSIFICATIONS = {
    Classification.EXCELLENT: "Xuất sắc",
    Classification.VERY_GOOD: "Giỏi",
    Classification.GOOD: "Khá",
    Classification.FAIRLY_GOOD: "Trung bình khá",
    Classification.AVERAGE: "Trung bình",
    Classification.FAILED: "Không đạt",
}
PASSED, NOT_PASSED = "Đạt yêu cầu", "Không đạt yêu cầu"


def written_mark(mark: Decimal) -> str:
    """Write a mark with one decimal after a comma: `7,5`, `8,0`."""
    return f"{mark:.1f}".replace(".", ",")
