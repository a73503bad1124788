// Entry of the public pages: a module is loaded only where the page has something for it, so
// that few bytes travel.
const modules = [
  ["[data-focus]", () => import("./focus.js"), "focusErrors"],
  ['form[method="post" i]:not([action$="/language"])', () => import("./forms.js"), "guardForms"],
  ["[data-date]", () => import("./dates.js"), "dateFields"],
  ["[data-combo]", () => import("./combo.js"), "combos"],
  ["button[data-print]", () => import("./print.js"), "printButtons"],
];

modules.forEach(async ([selector, load, start]) => {
  if (document.querySelector(selector)) (await load())[start](document);
});
