"""Keep communes and associations, whose officers bring applications singly or as a file."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Make both tables; nobody acts for a body yet and no application came from one."""
    _create_local_bodies()
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local_body_id", sa.Integer(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_memberships_institution_id_local_body_id"),
            "local_bodies",
            ["institution_id", "local_body_id"],
            ["institution_id", "id"],
        )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.add_column(sa.Column("local_body_id", sa.Integer(), nullable=True))
        batch_op.add_column(sa.Column("consent_signed_on", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column(
                "consent_brought_by", sa.String(length=100), nullable=False, server_default=""
            )
        )
        batch_op.create_index(
            batch_op.f("ix_applications_institution_id_local_body_id_id"),
            ["institution_id", "local_body_id", "id"],
            unique=False,
        )
        batch_op.create_foreign_key(
            batch_op.f("fk_applications_institution_id_local_body_id"),
            "local_bodies",
            ["institution_id", "local_body_id"],
            ["institution_id", "id"],
        )
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.alter_column("consent_brought_by", server_default=None)
    _create_application_files()


def downgrade() -> None:
    """Forget the bodies; their officers lose the role, since the code does not know it."""
    with op.batch_alter_table("application_files", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_application_files_institution_id_local_body_id_id"))
    op.drop_table("application_files")
    with op.batch_alter_table("applications", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_applications_institution_id_local_body_id"), type_="foreignkey"
        )
        batch_op.drop_index(batch_op.f("ix_applications_institution_id_local_body_id_id"))
        batch_op.drop_column("consent_brought_by")
        batch_op.drop_column("consent_signed_on")
        batch_op.drop_column("local_body_id")
    op.execute("DELETE FROM memberships WHERE role = 'commune_officer'")
    with op.batch_alter_table("memberships", schema=None) as batch_op:
        batch_op.drop_constraint(
            batch_op.f("fk_memberships_institution_id_local_body_id"), type_="foreignkey"
        )
        batch_op.drop_column("local_body_id")
    op.drop_table("local_bodies")


def _code(length: int) -> sa.types.TypeEngine[str]:
    return sa.String(length).with_variant(sa.String(length, collation="C"), "postgresql")


def _create_local_bodies() -> None:
    op.create_table(
        "local_bodies",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded_name", _code(120), nullable=False),
        sa.Column("commune_code", _code(5), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["commune_code"], ["communes.code"], name=op.f("fk_local_bodies_commune_code")
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"], ["institutions.id"], name=op.f("fk_local_bodies_institution_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_local_bodies")),
        sa.UniqueConstraint(
            "institution_id", "folded_name", name=op.f("uq_local_bodies_institution_id_folded_name")
        ),
        sa.UniqueConstraint("institution_id", "id", name=op.f("uq_local_bodies_institution_id_id")),
    )


def _create_application_files() -> None:
    op.create_table(
        "application_files",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("class_id", sa.Integer(), nullable=False),
        sa.Column("local_body_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("sheet", sa.LargeBinary(), nullable=True),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("created_count", sa.Integer(), nullable=True),
        sa.Column("consent_signed_on", sa.Date(), nullable=False),
        sa.Column("consent_brought_by", sa.String(length=100), nullable=False),
        sa.Column("uploaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("uploaded_by_id", sa.Integer(), nullable=False),
        sa.Column("uploaded_by_name", sa.String(length=100), nullable=False),
        sa.Column("imported_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("institution_id", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["institution_id", "class_id"],
            ["training_classes.institution_id", "training_classes.id"],
            name=op.f("fk_application_files_institution_id_class_id"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id", "local_body_id"],
            ["local_bodies.institution_id", "local_bodies.id"],
            name=op.f("fk_application_files_institution_id_local_body_id"),
        ),
        sa.ForeignKeyConstraint(
            ["institution_id"],
            ["institutions.id"],
            name=op.f("fk_application_files_institution_id"),
        ),
        sa.ForeignKeyConstraint(
            ["uploaded_by_id"], ["users.id"], name=op.f("fk_application_files_uploaded_by_id")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_application_files")),
    )
    with op.batch_alter_table("application_files", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_application_files_institution_id_local_body_id_id"),
            ["institution_id", "local_body_id", "id"],
            unique=False,
        )
