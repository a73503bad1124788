// The table of modules in the form of a course: lines are added and removed in place, totals
// follow. Without scripts the button posts the form, which comes back with more lines.
const SUMS = [3, 4, 5, 6];

export function moduleLines(page) {
  page.querySelectorAll("[data-modules]").forEach(start);
}

function number(text) {
  const value = Number(text.trim().replace(",", "."));
  return Number.isFinite(value) ? value : 0;
}

function start(table) {
  const body = table.tBodies[0];
  const totals = table.querySelector("[data-totals]");
  const add = table.closest("fieldset").querySelector("[data-add]");
  const write = new Intl.NumberFormat(document.documentElement.lang, { maximumFractionDigits: 2 });

  const sum = () => {
    SUMS.forEach((column) => {
      const fields = [...body.rows].map((line) => line.cells[column].querySelector("input"));
      const total = fields.reduce((so_far, field) => so_far + number(field.value), 0);
      totals.rows[0].cells[column - 2].textContent = write.format(total);
    });
  };
  const empty = (line) => {
    line.querySelectorAll("input").forEach((field) => {
      field.value = "";
      field.removeAttribute("aria-invalid");
    });
    line.querySelectorAll(".v-bad-text").forEach((text) => text.remove());
    line.querySelectorAll(".v-bad").forEach((cell) => cell.classList.remove("v-bad"));
  };
  const addLine = () => {
    const last = body.rows[body.rows.length - 1];
    const line = last.cloneNode(true);
    const place = Number(/-(\d+)-/.exec(last.querySelector("input").name)[1]);
    line.querySelectorAll("input").forEach((field) => {
      const name = field.name.replace(`-${place}-`, `-${place + 1}-`);
      field.name = name;
      field.id = name;
      field.setAttribute("aria-label", field.getAttribute("aria-label").replace(/\d+$/, place + 2));
    });
    empty(line);
    body.append(line);
    line.querySelector("input").focus();
  };

  table.addEventListener("click", (event) => {
    const button = event.target.closest("[data-remove]");
    if (!button) return;
    const line = button.closest("tr");
    const next = line.nextElementSibling ?? line.previousElementSibling;
    if (body.rows.length > 1) line.remove();
    else empty(line);
    (next ?? line).querySelector("input").focus();
    sum();
  });
  add.addEventListener("click", (event) => {
    if (body.rows.length === 0) return;
    event.preventDefault();
    addLine();
    table.querySelectorAll("[data-remove]").forEach((button) => { button.hidden = false; });
  });
  table.addEventListener("input", sum);
  table.querySelectorAll("[data-remove]").forEach((button) => { button.hidden = false; });
  totals.hidden = false;
  sum();
}
