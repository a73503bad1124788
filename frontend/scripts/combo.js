// Text found on the server while typing, tone marks optional; arrows and Enter choose.
// Without scripts the text is posted and the server finds it.
const WAIT_MS = 150;

export function combos(page) {
  page.querySelectorAll("input[data-combo]").forEach((field) => new Combo(field));
}

class Combo {
  constructor(field) {
    this.field = field;
    this.hidden = field.dataset.value ? document.getElementById(field.dataset.value) : null;
    this.list = document.createElement("div");
    this.list.id = `${field.id}-list`;
    this.list.className = "v-combo-list";
    this.list.setAttribute("role", "listbox");
    this.list.setAttribute("aria-label", field.labels?.[0]?.textContent.trim() ?? "");
    this.list.hidden = true;
    field.after(this.list);
    field.setAttribute("role", "combobox");
    field.setAttribute("aria-autocomplete", "list");
    field.setAttribute("aria-controls", this.list.id);
    field.setAttribute("aria-expanded", "false");
    field.addEventListener("input", () => this.typed());
    field.addEventListener("keydown", (event) => this.key(event));
    field.addEventListener("blur", () => this.close());
    this.list.addEventListener("mousedown", (event) => {
      event.preventDefault();
      const option = event.target.closest('[role="option"]');
      if (option) this.choose(option);
    });
  }

  typed() {
    if (this.hidden) this.hidden.value = "";
    clearTimeout(this.timer);
    this.timer = setTimeout(() => this.find(this.field.value.trim()), WAIT_MS);
  }

  async find(text) {
    if (!text) {
      this.close();
      return;
    }
    const url = new URL(this.field.dataset.combo, location.href);
    url.searchParams.set("q", text);
    const answer = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
    if (!answer?.ok || text !== this.field.value.trim()) return;
    const found = await answer.json();
    this.show(Array.isArray(found) ? found : found.results);
  }

  show(rows) {
    this.list.replaceChildren(...rows.map((row, index) => this.option(row, index)));
    if (!rows.length) {
      const none = document.createElement("p");
      none.className = "v-note";
      none.textContent = this.field.dataset.none;
      this.list.append(none);
    }
    this.list.hidden = false;
    this.field.setAttribute("aria-expanded", "true");
    this.at(rows.length ? 0 : -1);
  }

  option(row, index) {
    const option = document.createElement("div");
    option.id = `${this.list.id}-${index}`;
    option.setAttribute("role", "option");
    option.dataset.value = row.value;
    option.dataset.label = row.label;
    const label = document.createElement("span");
    label.textContent = row.label;
    option.append(label);
    if (row.note) {
      const note = document.createElement("span");
      note.className = "v-sub";
      note.textContent = row.note;
      option.append(note);
    }
    return option;
  }

  at(index) {
    const options = [...this.list.querySelectorAll('[role="option"]')];
    this.index = index;
    options.forEach((option, place) => {
      option.setAttribute("aria-selected", place === index ? "true" : "false");
    });
    options[index]?.scrollIntoView({ block: "nearest" });
    if (options[index]) this.field.setAttribute("aria-activedescendant", options[index].id);
    else this.field.removeAttribute("aria-activedescendant");
  }

  key(event) {
    const options = this.list.querySelectorAll('[role="option"]');
    if (this.list.hidden || !options.length) return;
    const steps = { ArrowDown: 1, ArrowUp: -1 };
    if (event.key in steps) {
      event.preventDefault();
      this.at((this.index + steps[event.key] + options.length) % options.length);
    } else if (event.key === "Enter" || event.key === "Tab") {
      if (event.key === "Enter") event.preventDefault();
      this.choose(options[this.index]);
    } else if (event.key === "Escape") {
      this.close();
    }
  }

  choose(option) {
    if (!option) return;
    this.field.value = option.dataset.label;
    if (this.hidden) this.hidden.value = option.dataset.value;
    this.close();
    this.field.dispatchEvent(new Event("change", { bubbles: true }));
  }

  close() {
    this.list.hidden = true;
    this.field.setAttribute("aria-expanded", "false");
    this.field.removeAttribute("aria-activedescendant");
  }
}
