// Leaving an unsaved form asks first; pressing twice saves once; Enter saves only from a button
// or, in a form marked data-enter="next", goes to the next field.
export function guardForms(page) {
  page.querySelectorAll('form[method="post" i]').forEach(guardTwice);
  page.querySelectorAll("form[data-guard]").forEach(guardLeaving);
  page.querySelectorAll('form[data-enter="next"]').forEach(enterMovesOn);
}

function guardTwice(form) {
  let sent = false;
  form.addEventListener("submit", (event) => {
    if (event.defaultPrevented) return;
    if (sent) {
      event.preventDefault();
      return;
    }
    sent = true;
    form.setAttribute("aria-busy", "true");
  });
  // Back from the next page finds the form alive again; a download leaves the page standing.
  window.addEventListener("pageshow", () => { sent = false; form.removeAttribute("aria-busy"); });
  window.addEventListener("focus", () => { sent = false; form.removeAttribute("aria-busy"); });
}

function guardLeaving(form) {
  const filled = () => new URLSearchParams(
    [...new FormData(form)].filter(([, value]) => typeof value === "string"),
  ).toString();
  const first = filled();
  const refused = form.querySelector("[aria-invalid]") !== null;
  let saving = false;
  form.addEventListener("submit", () => { saving = true; });
  window.addEventListener("pageshow", () => { saving = false; });
  window.addEventListener("beforeunload", (event) => {
    if (!saving && (refused || filled() !== first)) event.preventDefault();
  });
}

function enterMovesOn(form) {
  form.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || !event.target.matches("input, select")) return;
    event.preventDefault();
    const fields = [...form.elements].filter((field) => (
      field.matches("input:not([type=hidden]), select, textarea, button")
      && !field.disabled && field.tabIndex >= 0 && field.offsetParent !== null
    ));
    fields[fields.indexOf(event.target) + 1]?.focus();
  });
}
