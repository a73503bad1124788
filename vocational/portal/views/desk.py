"""The paths of the portal's pages for staff, in one table."""

from flask import Blueprint

from vocational.portal.views import (
    class_page,
    class_papers,
    class_steps,
    evidence,
    home,
    learner_page,
    search,
)

bp = Blueprint("portal", __name__)

bp.add_url_rule("/home", view_func=home.home)
bp.add_url_rule("/search", view_func=search.search)
bp.add_url_rule("/learners/<int:learner_id>", view_func=learner_page.learner_page)
bp.add_url_rule("/classes/<code>", view_func=class_page.class_page)
bp.add_url_rule("/evidence", endpoint="evidence", view_func=evidence.before_start)
bp.add_url_rule("/classes/<code>/evidence", endpoint="class_evidence", view_func=evidence.of_class)
bp.add_url_rule(
    "/classes/<code>/evidence.pdf", endpoint="class_evidence_list", view_func=evidence.printed
)
bp.add_url_rule("/classes/<code>/list.pdf", view_func=class_papers.class_list)
bp.add_url_rule("/classes/<code>/opening.pdf", view_func=class_papers.opening_decision)
bp.add_url_rule(
    "/classes/<code>/learner-cards", view_func=class_papers.learner_cards, methods=["POST"]
)
bp.add_url_rule("/classes/<code>/withdraw", view_func=class_papers.withdraw, methods=["POST"])

for path, step in (
    ("opening", class_steps.opening),
    ("finish", class_steps.finish),
    ("close", class_steps.close),
):
    bp.add_url_rule(f"/classes/<code>/{path}", view_func=step, methods=["GET", "POST"])
