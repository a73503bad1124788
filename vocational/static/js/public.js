// Entry of the public pages. What only forms need is loaded where a form is.
import { focusErrors } from "./focus.js";
import { printButtons } from "./print.js";

const load = async (page) => {
  const modules = await Promise.all([import("./forms.js"), import("./dates.js"), import("./combo.js")]);
  const [{ guardForms }, { dateFields }, { combos }] = modules;
  [guardForms, dateFields, combos].forEach((start) => start(page));
};

[focusErrors, printButtons].forEach((start) => start(document));
if (document.querySelector('form[method="post" i]')) load(document);
