// Grids of cells (attendance of a month, marks of a module): arrows and Enter move, whatever is
// typed replaces the cell; P, K and M jump on by themselves where the grid says so.
const STEPS = { ArrowUp: [-1, 0], ArrowDown: [1, 0], Enter: [1, 0] };

export function grids(page) {
  page.querySelectorAll("[data-grid]").forEach(start);
}

function cells(grid) {
  return [...grid.querySelectorAll("tbody tr")].map((row) => (
    [...row.querySelectorAll("td input:not([type=hidden]), td select")]
      .filter((field) => !field.closest(".v-why") && !field.disabled)
  )).filter((row) => row.length > 0);
}

function start(grid) {
  grid.addEventListener("focusin", (event) => {
    if (event.target.matches("td input")) event.target.select();
  });
  grid.addEventListener("keydown", (event) => move(grid, event));
  if ("codes" in grid.dataset) grid.addEventListener("input", colour);
}

function move(grid, event) {
  const field = event.target;
  if (!field.matches("td input, td select") || field.closest(".v-why")) return;
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  const isSelect = field.matches("select");
  let step = STEPS[event.key];
  if (isSelect && event.key !== "Enter") step = undefined;
  if (event.key === "ArrowLeft" && (isSelect || field.selectionStart === 0)) step = [0, -1];
  if (event.key === "ArrowRight" && (isSelect || field.selectionEnd === field.value.length)) step = [0, 1];
  if (!step) return;
  event.preventDefault();
  const rows = cells(grid);
  const line = rows.findIndex((row) => row.includes(field));
  const place = columnOf(field);
  if (step[1]) {
    const next = rows[line][rows[line].indexOf(field) + step[1]];
    next?.focus();
    return;
  }
  for (let row = line + step[0]; row >= 0 && row < rows.length; row += step[0]) {
    const below = rows[row].find((other) => columnOf(other) === place);
    if (below) {
      below.focus();
      return;
    }
  }
}

function columnOf(field) {
  return field.closest("td").cellIndex;
}

const COLOURS = { M: "a-l", P: "a-e", K: "a-u" };

function colour(event) {
  const cell = event.target.closest("td");
  if (!cell || !event.target.matches("input")) return;
  cell.classList.remove("a-l", "a-e", "a-u");
  const found = COLOURS[event.target.value.trim().charAt(0).toUpperCase()];
  if (found) cell.classList.add(found);
}
