"""Invented certificates to print, one for each design."""

from dataclasses import replace

from vocational.certificates.papers.pdf import CertificateSheet
from vocational.certificates.rules.designs import registry
from vocational.certificates.rules.designs.fields import CertificateFields
from vocational.certificates.states import CertificateKind

ELEMENTARY = CertificateFields(
    superior_body="ỦY BAN NHÂN DÂN THÀNH PHỐ HÀ NỘI",
    institution_name="TRUNG TÂM GIÁO DỤC NGHỀ NGHIỆP MẪU",
    head_title="GIÁM ĐỐC",
    salutation="Bà",
    holder_name="Nguyễn Thị Hoà",
    birth_date="07/3/1981",
    birth_place="Hà Nội",
    occupation="May công nghiệp",
    training_period="từ ngày 05/01/2026 đến ngày 05/4/2026",
    training_mode="Chính quy",
    result="Giỏi",
    recognition_decision="số 125/QĐ-TTGDNN ngày 10/4/2026",
    place_and_date="Hà Nội, ngày 14 tháng 4 năm 2026",
    signer_title="GIÁM ĐỐC",
    signer_name="Trần Văn Mẫu",
    serial_number="A 0001234",
    registry_number="0123/2026/CCSC-TTGDNN",
    verify_url="https://tracuu.example/verify/7Kq2mX9vTbR4aB3cD5eF6g",
    verify_address="tracuu.example/verify",
    superior_body_en="HA NOI PEOPLE'S COMMITTEE",
    institution_name_en="MẪU VOCATIONAL EDUCATION CENTRE",
    head_title_en="THE DIRECTOR OF",
    salutation_en="Ms",
    birth_date_en="07 March 1981",
    occupation_en="Garment sewing",
    training_period_en="05 January 2026 to 05 April 2026",
    result_en="Very good",
)
TRAINING = replace(
    ELEMENTARY,
    training_period="120 giờ, từ ngày 05/01/2026 đến ngày 06/02/2026",
    training_place="Nhà văn hóa thôn Đoài, xã Thư Lâm, thành phố Hà Nội",
    training_period_en="120 hours, 05 Jan 2026 to 06 Feb 2026",
    result="Đạt yêu cầu",
    result_en="Passed",
)


def sheet_for(design: registry.Design, **changes: object) -> CertificateSheet:
    """Make a certificate of a design, with other texts where given."""
    elementary = design.kind is CertificateKind.ELEMENTARY
    return CertificateSheet(replace(ELEMENTARY if elementary else TRAINING, **changes))
