"""Pages of enrolments: the list of learners, papers, withdrawal, practice groups."""
