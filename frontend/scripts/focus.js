// "/" goes to the one search box; after a refused form the summary of errors is read first.
const TYPING = "input, textarea, select, [contenteditable]";

export function searchKey(page) {
  const box = page.getElementById("search");
  if (!box) return;
  page.addEventListener("keydown", (event) => {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.target.closest(TYPING)) return;
    event.preventDefault();
    box.focus();
    box.select();
  });
}

export function focusErrors(page) {
  page.querySelector("[data-focus]")?.focus();
}
