// Entry of the desk pages. Every page works without it; each module adds one convenience.
import { attendanceSheets } from "./attendance.js";
import { grids } from "./attendance_grid.js";
import { shrinkingHeader } from "./class_header.js";
import { combos } from "./combo.js";
import { copyButtons } from "./copy.js";
import { counter } from "./counter.js";
import { dateFields } from "./dates.js";
import { focusErrors, searchKey } from "./focus.js";
import { guardForms } from "./forms.js";
import { watchJob } from "./jobs.js";
import { rowRoles, selection } from "./lists.js";
import { openMenus } from "./menus.js";
import { moduleLines } from "./module_lines.js";
import { moneyFields } from "./money.js";
import { toggles } from "./preferences.js";
import { printButtons } from "./print.js";

[
  openMenus, searchKey, focusErrors, guardForms, dateFields, moneyFields, combos,
  shrinkingHeader, selection, rowRoles, toggles, watchJob, printButtons, copyButtons,
  attendanceSheets, grids, moduleLines, counter,
].forEach((start) => start(document));
