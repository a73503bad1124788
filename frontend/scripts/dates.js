// A date is typed as it is written: 01021999 becomes 01/02/1999. The button opens the
// browser's own calendar; without scripts the text field stands alone.
const CALENDAR = '<svg viewBox="0 0 18 18" aria-hidden="true" focusable="false">'
  + '<path d="M2 4h14v12H2zM2 8h14M6 2v4M12 2v4"/></svg>';

export function written(text) {
  const digits = text.replace(/\D/g, "");
  const parts = text.trim().split(/[\s./-]+/);
  if (parts.length === 3 && /^\d{4}$/.test(parts[2])) {
    return [parts[0].padStart(2, "0"), parts[1].padStart(2, "0"), parts[2]].join("/");
  }
  if (digits.length === 8 && digits === text.trim()) {
    return `${digits.slice(0, 2)}/${digits.slice(2, 4)}/${digits.slice(4)}`;
  }
  return text.trim();
}

const toIso = (text) => {
  const found = /^(\d{2})\/(\d{2})\/(\d{4})$/.exec(written(text));
  return found ? `${found[3]}-${found[2]}-${found[1]}` : "";
};

export function dateFields(page) {
  page.querySelectorAll("input[data-date]").forEach((field) => {
    field.addEventListener("change", () => { field.value = written(field.value); });
    if ("showPicker" in HTMLInputElement.prototype && !field.readOnly) addCalendar(field);
  });
}

function addCalendar(field) {
  const native = Object.assign(document.createElement("input"), { type: "date", tabIndex: -1 });
  native.className = "v-date-native";
  native.setAttribute("aria-hidden", "true");
  const button = document.createElement("button");
  button.type = "button";
  button.className = "v-date-button";
  button.tabIndex = -1;
  button.title = field.dataset.date;
  button.setAttribute("aria-label", field.dataset.date);
  button.innerHTML = CALENDAR;
  button.addEventListener("click", () => {
    native.value = toIso(field.value);
    native.showPicker();
  });
  native.addEventListener("change", () => {
    if (!native.value) return;
    field.value = native.value.split("-").reverse().join("/");
    field.dispatchEvent(new Event("input", { bubbles: true }));
    field.dispatchEvent(new Event("change", { bubbles: true }));
    field.focus();
  });
  field.after(button, native);
}
