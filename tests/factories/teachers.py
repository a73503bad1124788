"""Teachers, qualified and with pedagogy."""

from vocational.extensions import db
from vocational.shared.person_names import sort_key
from vocational.shared.vietnamese_text import fold
from vocational.teachers.models import Teacher
from vocational.teachers.rules import QualificationRoute


def teacher(
    full_name: str = "Đỗ Thị Lan",
    *,
    user_id: int | None = None,
    is_active: bool = True,
    is_invited: bool = False,
    route: QualificationRoute = QualificationRoute.DEGREE,
    has_pedagogy: bool = True,
) -> Teacher:
    """Save a teacher; `user_id` links the account that may sign in."""
    row = Teacher(
        full_name=full_name,
        folded_name=fold(full_name),
        sort_name=sort_key(full_name),
        phone="0912345678",
        qualification_route=route,
        qualification_detail="Kỹ sư nông học, Học viện Nông nghiệp Việt Nam, 2010",
        has_pedagogy=has_pedagogy,
        is_invited=is_invited,
        is_active=is_active,
        user_id=user_id,
    )
    db.session.add(row)
    db.session.commit()
    return row
