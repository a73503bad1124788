// Entry of the desk pages. Every page works without it; each module adds one convenience.
import { openMenus } from "./menus.js";
import { searchKey, focusErrors } from "./focus.js";
import { guardForms } from "./forms.js";
import { dateFields } from "./dates.js";
import { moneyFields } from "./money.js";
import { combos } from "./combo.js";
import { shrinkingHeader } from "./class_header.js";
import { selection, rowRoles } from "./lists.js";
import { toggles } from "./preferences.js";
import { watchJob } from "./jobs.js";
import { printButtons } from "./print.js";
import { copyButtons } from "./copy.js";

[
  openMenus, searchKey, focusErrors, guardForms, dateFields, moneyFields, combos,
  shrinkingHeader, selection, rowRoles, toggles, watchJob, printButtons, copyButtons,
].forEach((start) => start(document));
