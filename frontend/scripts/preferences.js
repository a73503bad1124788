// Large text and dense rows change at once; the same form is posted in the background so that
// the choice follows the person. Where the post fails, the form is sent in the ordinary way.
export function toggles(page) {
  page.querySelectorAll("button[data-toggle]").forEach((button) => {
    button.addEventListener("click", (event) => {
      event.preventDefault();
      const { toggle, on } = button.dataset;
      const turned = button.getAttribute("aria-pressed") !== "true";
      const body = new FormData(button.form);
      body.set(button.name, turned ? on : "normal");
      page.documentElement.dataset[toggle] = turned ? on : "normal";
      button.setAttribute("aria-pressed", String(turned));
      fetch(button.form.action, { method: "POST", body })
        .then((answer) => { if (!answer.ok) throw new Error(answer.statusText); })
        .catch(() => {
          button.value = turned ? on : "normal";
          button.form.submit();
        });
    });
  });
}
