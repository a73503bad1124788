"""Everything that one certificate prints, as plain text: frozen at issue, kept with the record."""

from dataclasses import dataclass


@dataclass(frozen=True, kw_only=True)
class CertificateFields:
    """The text of one certificate; empty optional text disappears together with its label.

    `result` is the classification (Giỏi), or Đạt yêu cầu for courses under 3 months.
    `verify_url` goes into the QR code, `verify_address` is what a person types. The `_en`
    fields are printed by bilingual designs only. `specimen` prints MẪU across the sheet,
    `photo_frame` leaves a frame of 3 x 4 cm for a photo to be glued.
    """

    superior_body: str = ""
    institution_name: str
    head_title: str
    salutation: str
    holder_name: str
    birth_label: str = "Ngày sinh"
    birth_date: str
    birth_place: str = ""
    citizen_number: str = ""
    occupation: str
    training_period: str
    training_mode: str = ""
    training_place: str = ""
    result: str
    recognition_decision: str = ""
    place_and_date: str
    signer_title: str
    deputy_title: str = ""
    signer_name: str
    serial_number: str
    registry_number: str
    verify_url: str
    verify_address: str
    copy_mark: str = ""
    superior_body_en: str = ""
    institution_name_en: str = ""
    head_title_en: str = ""
    salutation_en: str = ""
    birth_label_en: str = "Date of birth"
    birth_date_en: str = ""
    birth_place_en: str = ""
    occupation_en: str = ""
    training_period_en: str = ""
    training_mode_en: str = ""
    training_place_en: str = ""
    result_en: str = ""
    specimen: bool = False
    photo_frame: bool = False


# What a text is called on paper, to tell a registrar which one to mend.
LABELS = {
    "superior_body": "Cơ quan chủ quản",
    "institution_name": "Tên cơ sở",
    "head_title": "Chức danh người đứng đầu",
    "salutation": "Ông, Bà",
    "holder_name": "Họ và tên",
    "birth_label": "Ngày sinh",
    "birth_date": "Ngày sinh",
    "birth_place": "Nơi sinh",
    "citizen_number": "Số định danh cá nhân",
    "occupation": "Nghề, khóa đào tạo",
    "training_period": "Thời gian đào tạo",
    "training_mode": "Hình thức đào tạo",
    "training_place": "Địa điểm đào tạo",
    "result": "Kết quả, xếp loại",
    "recognition_decision": "Quyết định công nhận",
    "place_and_date": "Nơi, ngày cấp",
    "signer_title": "Chức danh người ký",
    "deputy_title": "Chức danh người ký thay",
    "signer_name": "Họ và tên người ký",
    "serial_number": "Số hiệu",
    "registry_number": "Số vào sổ",
    "verify_address": "Địa chỉ tra cứu",
    "copy_mark": "Bản sao",
}


def label_of(name: str) -> str:
    """Return what a text is called on paper; that of the English half is marked so."""
    label = LABELS[name.removesuffix("_en")]
    return f"{label} (tiếng Anh)" if name.endswith("_en") else label
