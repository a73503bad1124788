// Entry of the public pages. Every page works without it.
import { combos } from "./combo.js";
import { dateFields } from "./dates.js";
import { focusErrors } from "./focus.js";
import { guardForms } from "./forms.js";
import { printButtons } from "./print.js";

[focusErrors, guardForms, dateFields, combos, printButtons].forEach((start) => start(document));
