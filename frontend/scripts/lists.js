// Lists: select all of a page, the count of what is selected, and the roles that a table loses
// when the style shows its rows as blocks on a phone.
export function selection(page) {
  page.querySelectorAll("[data-select-all]").forEach((all) => {
    const table = all.closest("table");
    const boxes = [...table.querySelectorAll('tbody input[type="checkbox"]')];
    const count = table.closest(".v-list")?.querySelector("[data-selected]");
    const show = () => {
      const chosen = boxes.filter((box) => box.checked).length;
      all.checked = chosen > 0 && chosen === boxes.length;
      all.indeterminate = chosen > 0 && chosen < boxes.length;
      if (count) count.textContent = `${count.dataset.selected} ${chosen}`;
    };
    all.hidden = boxes.length === 0;
    all.addEventListener("change", () => {
      boxes.forEach((box) => { box.checked = all.checked; });
      show();
    });
    table.addEventListener("change", show);
    show();
  });
}

const ROLES = {
  table: "table", thead: "rowgroup", tbody: "rowgroup", tr: "row", td: "cell",
  'th[scope="row"]': "rowheader", 'th[scope="col"]': "columnheader",
};

export function rowRoles(page) {
  page.querySelectorAll(".v-rows, .v-work, .v-pick, .v-pay").forEach((table) => {
    table.setAttribute("role", "table");
    Object.entries(ROLES).forEach(([part, role]) => {
      table.querySelectorAll(part).forEach((node) => node.setAttribute("role", role));
    });
  });
}
