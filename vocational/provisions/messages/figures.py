"""What every figure of the law, and the unit it counts in, is called."""

from collections.abc import Mapping

from flask_babel import lazy_gettext as _l
from flask_babel.speaklater import LazyString

NAMES: Mapping[str, LazyString] = {
    "age.min": _l("Least age"),
    "age.max.male": _l("Upper age of men for state support"),
    "age.max.female": _l("Upper age of women for state support"),
    "elementary.hours_min": _l("Length of an elementary course"),
    "elementary_1.credits_min": _l("Credits, elementary level I"),
    "elementary_1.modules_min": _l("Modules, elementary level I"),
    "elementary_2.credits_min": _l("Credits, elementary level II"),
    "elementary_2.modules_min": _l("Modules, elementary level II"),
    "elementary_3.credits_min": _l("Credits, elementary level III"),
    "elementary_3.modules_min": _l("Modules, elementary level III"),
    "elementary.practice_percent_advised": _l("Share of practice, elementary, advised"),
    "elementary.practice_percent_min": _l("Share of practice, elementary"),
    "elementary.weeks_min": _l("Weeks of an elementary course, at least"),
    "elementary.weeks_max": _l("Weeks of an elementary course, at most"),
    "elementary.theory_hours_per_credit": _l("Theory in one credit"),
    "elementary.practice_hours_per_credit": _l("Practice in one credit"),
    "elementary.attendance.theory_percent_min": _l("Attendance of theory to sit the module test"),
    "elementary.attendance.practice_percent_min": _l(
        "Attendance of practice to sit the module test"
    ),
    "elementary.attendance.process_mark_min": _l("Process mark to sit the module test"),
    "elementary.sittings_max": _l("Sittings of the module test, elementary"),
    "elementary.pass_mark": _l("Pass mark of a module"),
    "elementary.weight.process": _l("Weight of the process marks"),
    "elementary.weight.end_of_module": _l("Weight of the end-of-module mark"),
    "elementary.weight.regular_test": _l("Weight of a regular test"),
    "elementary.weight.periodic_test": _l("Weight of a periodic test"),
    "elementary.classification.excellent": _l("Classification: excellent"),
    "elementary.classification.very_good": _l("Classification: very good"),
    "elementary.classification.good": _l("Classification: good"),
    "elementary.classification.fairly_good": _l("Classification: fairly good"),
    "elementary.classification.average": _l("Classification: average"),
    "elementary.class_size.theory.ordinary": _l("Class size in theory, elementary"),
    "elementary.class_size.theory.disabled_or_very_small_ethnic": _l(
        "Class size in theory, elementary: disabled people, very small ethnic groups"
    ),
    "elementary.class_size.theory.blind": _l("Class size in theory, elementary: blind people"),
    "elementary.class_size.practice.ordinary": _l("Group size in practice, elementary"),
    "elementary.class_size.practice.disabled_or_very_small_ethnic": _l(
        "Group size in practice, elementary: disabled people, very small ethnic groups"
    ),
    "elementary.class_size.practice.blind": _l("Group size in practice, elementary: blind people"),
    "elementary.hours_per_day.theory": _l("Theory a day, elementary"),
    "elementary.hours_per_week.theory": _l("Theory a week, elementary"),
    "elementary.hours_per_day.practice": _l("Practice, or theory and practice, a day, elementary"),
    "elementary.hours_per_week.practice": _l(
        "Practice, or theory and practice, a week, elementary"
    ),
    "elementary.council_days": _l("Days until the council meets"),
    "elementary.teacher.routes_min": _l("Ways to be qualified of a teacher, elementary"),
    "elementary.teacher.pedagogy_min": _l("Certificate of pedagogy of a teacher, elementary"),
    "under_3_months.teacher.routes_min": _l("Ways to be qualified of a teacher, under 3 months"),
    "under_3_months.teacher.pedagogy_min": _l(
        "Certificate of pedagogy of a teacher, under 3 months"
    ),
    "base_salary": _l("Base salary"),
    "poverty_line.rural": _l("Poverty line, rural"),
    "poverty_line.urban": _l("Poverty line, urban"),
    "nd338.training_cost.rural_worker": _l("Training cost: rural workers"),
    "nd338.training_cost.service": _l("Training cost: young people after service"),
    "nd338.meals": _l("Meals and living"),
    "nd338.travel.far": _l("Travel: far from home"),
    "nd338.travel.extremely_difficult_area": _l("Travel: extremely difficult areas"),
    "nd338.window_months": _l("Time since the end of service"),
    "nd338.once": _l("Support once only (Decree 338)"),
    "nd61.card_value": _l("Value of the training card"),
    "nd61.card_months": _l("Validity of the training card"),
    "nd61.card_need_months": _l("Time since discharge to ask for a card"),
    "nd61.meals": _l("Meals (training card)"),
    "nd61.travel": _l("Travel (training card)"),
    "nd61.once": _l("Support once only (training card)"),
    "qd12.window_months": _l("Time since the decision on recovered land"),
    "qd12.once": _l("Support once only (recovered land)"),
    "qd46.training_cost.disability": _l("Training cost: disabled people"),
    "qd46.training_cost.ethnic_minority_poor": _l(
        "Training cost: poor households of ethnic minorities"
    ),
    "qd46.training_cost.poor_in_extremely_difficult_area": _l(
        "Training cost: poor households in extremely difficult areas"
    ),
    "qd46.training_cost.ethnic_minority": _l("Training cost: ethnic minorities"),
    "qd46.training_cost.merit": _l("Training cost: people of merit"),
    "qd46.training_cost.poor_household": _l("Training cost: poor households"),
    "qd46.training_cost.land_recovered": _l("Training cost: recovered land"),
    "qd46.training_cost.woman_job_lost": _l("Training cost: women who lost their job"),
    "qd46.training_cost.fisher": _l("Training cost: fishers"),
    "qd46.training_cost.fisher_on_400cv_vessel": _l("Training cost: fishers for vessels of 400 CV"),
    "qd46.training_cost.near_poor_household": _l("Training cost: near-poor households"),
    "qd46.training_cost.woman": _l("Training cost: other women"),
    "qd46.training_cost.rural_worker": _l("Training cost: other rural workers"),
    "qd46.meals": _l("Meals"),
    "qd46.travel.far": _l("Travel: 15 km or more"),
    "qd46.travel.disability_or_difficult_area": _l(
        "Travel: disabled people, difficult areas, 5 km or more"
    ),
    "qd46.levels_max": _l("Several groups: the highest level alone"),
    "qd46.once": _l("Support once only (Decision 46)"),
    "qd46.times_max": _l("Earlier support, when jobs were lost"),
    "tt52.training_cost": _l("Training cost: workers of small and medium firms"),
    "tt52.months_worked_min": _l("Time worked in the firm"),
    "tt52.once": _l("Support once only (small and medium firms)"),
    "under_3_months.hours_min": _l("Length of a course under 3 months with public money"),
    "under_3_months.weeks_max": _l("Weeks of a course under 3 months, at most"),
    "under_3_months.attendance.theory_percent_min": _l(
        "Attendance of theory to sit the module test, under 3 months"
    ),
    "under_3_months.attendance.practice_percent_min": _l(
        "Attendance of practice to sit the module test, under 3 months"
    ),
    "under_3_months.practice_percent_min": _l("Share of practice, under 3 months"),
    "under_3_months.hours_per_session": _l("Hours of a session, under 3 months"),
    "under_3_months.hours_per_day": _l("Hours a day, under 3 months"),
    "under_3_months.retests_max": _l("Retests, under 3 months"),
    "under_3_months.class_size.theory.ordinary": _l("Class size in theory, under 3 months"),
    "under_3_months.class_size.theory.disabled_or_very_small_ethnic": _l(
        "Class size in theory, under 3 months: disabled people, very small ethnic groups"
    ),
    "under_3_months.class_size.theory.blind": _l(
        "Class size in theory, under 3 months: blind people"
    ),
    "under_3_months.class_size.practice.ordinary": _l("Group size in practice, under 3 months"),
    "under_3_months.class_size.practice.disabled_or_very_small_ethnic": _l(
        "Group size in practice, under 3 months: disabled people, very small ethnic groups"
    ),
    "under_3_months.class_size.practice.blind": _l(
        "Group size in practice, under 3 months: blind people"
    ),
}

#: By the unit as the law's data write it.
UNITS: Mapping[str, LazyString] = {
    "completed years, at least": _l("years, at least"),
    "completed years, at most": _l("years, at most"),
    "actual hours, at least": _l("hours, at least"),
    "actual hours when public money pays, at least": _l("hours, at least"),
    "credits, at least": _l("credits, at least"),
    "modules, at least": _l("modules, at least"),
    "percent of theory and practice hours, at least": _l("percent of the hours, at least"),
    "weeks of learning, at least": _l("weeks, at least"),
    "weeks of learning, at most": _l("weeks, at most"),
    "hours of theory that make one credit, at least": _l("hours, at least"),
    "hours of practice that make one credit, at least": _l("hours, at least"),
    "percent of planned theory hours, at least": _l("percent of the planned hours, at least"),
    "percent of planned practice hours, at least": _l("percent of the planned hours, at least"),
    "mean of the process marks, at least": _l("marks, at least"),
    "mark, at least": _l("marks, at least"),
    "course mark, at least": _l("marks, at least"),
    "weight in the module mark": _l("of the module mark"),
    "weight within the process part": _l("times"),
    "learners, at most": _l("learners, at most"),
    "hours a day, at most": _l("hours a day, at most"),
    "hours a week, at most": _l("hours a week, at most"),
    "hours a session, at most": _l("hours a session, at most"),
    "working days after the end of the course, at most": _l("working days, at most"),
    "VND per month": _l("đ a month"),
    "VND per person and month, at most": _l("đ a person and month, at most"),
    "VND per course, at most": _l("đ a course, at most"),
    "VND per course": _l("đ a course"),
    "VND per study day": _l("đ a study day"),
    "times the base salary, at most": _l("base salaries, at most"),
    "percent of the approved cost, at most": _l("percent of the approved cost, at most"),
    "months since the category began, at most": _l("months, at most"),
    "months since issue, at most": _l("months, at most"),
    "months since discharge, at most": _l("months, at most"),
    "months of work, at least": _l("months, at least"),
    "times": _l("times"),
    "earlier times, at most": _l("times, at most"),
    "levels of training cost paid, at most": _l("level"),
    "retests, at most": _l("times, at most"),
    "sittings of the end-of-module test, at most": _l("times, at most"),
    "of the accepted ways to be qualified, at least": _l("way, at least"),
    "certificates of pedagogy, at least": _l("certificate, at least"),
}
