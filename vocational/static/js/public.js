// Entry of the public pages: few modules, so that few bytes are loaded.
import { focusErrors } from "./focus.js";
import { guardForms } from "./forms.js";
import { dateFields } from "./dates.js";
import { combos } from "./combo.js";
import { printButtons } from "./print.js";

[focusErrors, guardForms, dateFields, combos, printButtons].forEach((start) => start(document));
