// Buttons that copy a field; hidden in the markup, as they do nothing without scripts.
export function copyButtons(page) {
  page.querySelectorAll("button[data-copy]").forEach((button) => {
    button.hidden = false;
    button.addEventListener("click", () => {
      const field = page.getElementById(button.dataset.copy);
      field.select();
      // the newer way is closed to pages without https, as within a centre
      if (page.execCommand("copy")) {
        button.parentElement.querySelector("[data-copy-said]").textContent = button.dataset.done;
      }
    });
  });
}
