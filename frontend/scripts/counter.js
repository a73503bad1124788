// The counter: reads cards without leaving the page, says who is on file already, and what a
// paper is worth. Everything works without it: the buttons then post the form.
import { camera } from "./counter_camera.js";
import { written } from "./dates.js";

export function counter(page) {
  page.querySelectorAll("form[data-counter]").forEach(start);
}

function start(page) {
  const box = page.elements.citizen_number;
  box.addEventListener("keydown", (event) => {
    if (event.key !== "Enter") return;
    // A scanner ends with Enter: it must read the card and go nowhere else.
    event.preventDefault();
    event.stopPropagation();
    read(page);
  });
  box.addEventListener("change", () => read(page));
  page.querySelector('button[value="read"]').addEventListener("click", (event) => {
    event.preventDefault();
    read(page);
  });
  ["full_name", "birth_date"].forEach((name) => {
    page.elements[name].addEventListener("change", () => look(page));
  });
  page.querySelectorAll("[data-category]").forEach((line) => {
    line.addEventListener("change", () => judge(page, line));
  });
  page.addEventListener("change", (event) => {
    if (event.target.name === "class_id") {
      page.querySelectorAll("[data-category]:has(.v-cat-row input:checked)")
        .forEach((line) => judge(page, line));
    }
    outcome(page);
  });
  page.addEventListener("input", () => outcome(page));
  page.addEventListener("change", () => due(page));
  camera(page, (text) => { box.value = text; read(page); });
}

let asked = 0;

// What is due is worked out by the server, by the rules that decide; the last answer counts.
async function due(page) {
  if (!page.dataset.preview) return;
  const number = ++asked;
  const body = new URLSearchParams(new FormData(page));
  body.delete("action");
  const headers = { Accept: "application/json" };
  const sent = await fetch(page.dataset.preview, { method: "POST", body, headers })
    .catch(() => null);
  if (!sent?.ok) return;
  const answer = await sent.json();
  if (number === asked) document.querySelector("[data-due]").innerHTML = answer.panel;
}

// What was read last: leaving the field must not read the number that the card left in it.
let known = "";

async function read(page) {
  const text = page.elements.citizen_number.value.trim();
  if (!text || text === known) return;
  known = text;
  const answer = await ask(page);
  if (!answer) {
    known = "";
    return;
  }
  Object.entries(answer.fields).forEach(([name, value]) => fill(page, name, value));
  known = page.elements.citizen_number.value.trim();
  const mark = page.querySelector("[data-read-at]");
  mark.textContent = answer.read_at;
  mark.hidden = !answer.is_card;
  warn(page, answer.warnings);
  outcome(page);
  due(page);
  if (answer.is_card) page.elements.commune.focus();
  else if (!answer.warnings.length) page.elements.full_name.focus();
}

async function look(page) {
  if (page.elements.full_name.value.trim() && page.elements.birth_date.value.trim()) await ask(page);
}

async function ask(page) {
  const body = new URLSearchParams({
    text: page.elements.citizen_number.value,
    full_name: page.elements.full_name.value,
    birth_date: written(page.elements.birth_date.value),
    csrf_token: page.elements.csrf_token?.value ?? "",
  });
  const headers = { Accept: "application/json" };
  const sent = await fetch(page.dataset.counter, { method: "POST", body, headers }).catch(() => null);
  if (!sent?.ok) return null;
  const answer = await sent.json();
  if (page.elements.learner_id?.value === "") page.querySelector("[data-found]").innerHTML = answer.panel;
  return answer;
}

function fill(page, name, value) {
  const field = page.elements[name];
  if (!field) return;
  field.value = value;
  const label = (field.length && !field.options ? field[0].closest("fieldset").querySelector("legend")
    : field.labels?.[0]);
  if (!label || name === "citizen_number" || label.querySelector(".v-from")) return;
  const from = document.createElement("span");
  from.className = "v-from";
  from.textContent = ` · ${page.dataset.from}`;
  label.append(from);
}

function warn(page, texts) {
  page.querySelector("[data-warnings]").replaceChildren(...texts.map((text) => {
    const line = document.createElement("p");
    line.className = "v-mark v-soon";
    line.textContent = text;
    return line;
  }));
}

async function judge(page, line) {
  if (!page.dataset.paper) return;
  const code = line.dataset.category;
  const value = (name) => page.elements[`${code}-${name}`];
  if (!value("ticked").checked) return;
  const url = new URL(page.dataset.paper, location.href);
  Object.entries({
    category: code, kind: value("paper_kind").value, number: value("paper_number").value,
    from: written(value("valid_from").value), to: written(value("valid_to")?.value ?? ""),
    seen: value("original_seen").checked ? "yes" : "",
    class: page.elements.class_id?.value ?? "",
  }).forEach(([key, text]) => url.searchParams.set(key, text));
  const sent = await fetch(url, { headers: { Accept: "application/json" } }).catch(() => null);
  if (!sent?.ok) return;
  const answer = await sent.json();
  const note = line.querySelector("[data-note]");
  note.className = `v-mark v-${answer.mark}`;
  note.textContent = answer.text;
  if (answer.last_day && value("valid_to")?.value === "") {
    value("valid_to").value = answer.last_day;
    judge(page, line);
  }
}

function outcome(page) {
  if (!page.querySelector("[data-outcome]")) return;
  const chosen = page.querySelector('input[name="class_id"]:checked');
  const name = page.elements.full_name.value.trim();
  page.querySelector("[data-outcome]").textContent = chosen
    ? `${name} → ${chosen.dataset.label}, ${chosen.dataset.seat}` : "";
}
