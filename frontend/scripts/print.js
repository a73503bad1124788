// Buttons that print the page; hidden in the markup, as they do nothing without scripts.
export function printButtons(page) {
  page.querySelectorAll("button[data-print]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => window.print());
  });
}
