// Menus are <details>: a click outside or Escape closes them.
export function openMenus(page) {
  const menus = [...page.querySelectorAll("details[data-menu]")];
  page.addEventListener("click", (event) => {
    menus.filter((menu) => menu.open && !menu.contains(event.target))
      .forEach((menu) => { menu.open = false; });
  });
  page.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") return;
    menus.filter((menu) => menu.open).forEach((menu) => {
      menu.open = false;
      menu.querySelector("summary").focus();
    });
  });
}
