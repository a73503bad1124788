"""What refusals about the files of communes and associations say."""

from flask_babel import lazy_gettext as _l

from vocational.communes.services.files import ENTER_JOB
from vocational.jobs.messages import KIND_NAMES
from vocational.web import messages

KIND_NAMES[ENTER_JOB] = _l("Enter from a file")
NO_FILE = "sheet.no_file"

messages.register(
    {
        "sheet.category_twice": _l("“%(text)s” stands here twice."),
        "sheet.empty_file": _l("This file is empty. Choose the spreadsheet again."),
        "sheet.entered_already": _l("The people of this file have been entered already."),
        "sheet.has_faults": _l(
            "Nobody was entered: %(count)s faults stand in the file. Mend them and send it again."
        ),
        "sheet.headings_missing": _l(
            "These columns are missing: %(names)s. Fill in the spreadsheet offered here."
        ),
        NO_FILE: _l("Choose the spreadsheet."),
        "sheet.no_headings": _l(
            "The line of headings was not found. Fill in the spreadsheet offered here."
        ),
        "sheet.no_rows": _l("There is nobody in this spreadsheet. Write people below the example."),
        "sheet.not_in_list": _l(
            "“%(text)s” is not in the list. Choose a value from the list of this column."
        ),
        "sheet.number_contradicts": _l(
            "The citizen number says another sex or year of birth. Compare with the card; when it"
            " is right as it stands, enter this person on the page."
        ),
        "sheet.too_large": _l("A file has at most %(most)s MB."),
        "sheet.too_many_rows": _l(
            "A file has at most %(most)s people. There are %(actual)s: send several files."
        ),
        "sheet.twice": _l("The same citizen number stands in row %(row)s."),
        "sheet.unreadable": _l(
            "This is neither an XLSX nor a CSV file that can be read. Save the spreadsheet as XLSX."
        ),
        "sheet.zeros_lost": _l(
            "%(actual)s digits instead of %(required)s: the spreadsheet has dropped the zeros at"
            " the beginning. Format the column as text and write the number again."
        ),
    }
)
