// The sheet of a session: live counts, minutes open for who is late, long press for a note on one
// who is present. The four radios cycle without any of this.
const LONG_PRESS_MS = 500;

export function attendanceSheets(page) {
  page.querySelectorAll("[data-attendance]").forEach(start);
}

function start(form) {
  const rows = [...form.querySelectorAll(".v-att-row")];
  rows.forEach((row) => prepare(row));
  const line = form.querySelector("[data-counts]");
  const count = () => show(line, rows);
  form.addEventListener("change", (event) => {
    if (event.target.type !== "radio") return;
    const more = event.target.closest(".v-att-row").querySelector(".v-att-more");
    more.open = event.target.value === "late";
    count();
  });
  count();
}

function prepare(row) {
  const more = row.querySelector(".v-att-more");
  if (!("keep" in more.dataset)) more.open = row.querySelector(".r-l").checked;
  let timer;
  let pressed = false;
  const stop = () => window.clearTimeout(timer);
  row.addEventListener("pointerdown", (event) => {
    pressed = false;
    if (event.target.closest(".v-att-more")) return;
    timer = window.setTimeout(() => {
      pressed = true;
      row.setAttribute("data-note", "");
      more.open = true;
      more.querySelector('input[name^="n"]').focus();
    }, LONG_PRESS_MS);
  });
  ["pointerup", "pointercancel", "pointerleave", "pointermove"].forEach((name) => {
    row.addEventListener(name, stop);
  });
  row.addEventListener("click", (event) => {
    if (!pressed || event.target.closest(".v-att-more")) return;
    event.preventDefault();
    pressed = false;
  });
}

function show(line, rows) {
  const found = { present: 0, late: 0, excused: 0, unexcused: 0 };
  rows.forEach((row) => { found[row.querySelector('input[type="radio"]:checked').value] += 1; });
  const [first, second] = line.dataset.counts.split("|").map((text) => (
    text.replace(/__(\w+?)__/g, (_, state) => found[state])
  ));
  line.replaceChildren();
  const strong = document.createElement("b");
  strong.textContent = first;
  line.append(strong, document.createElement("br"), second);
}
