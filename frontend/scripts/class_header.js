// On a phone or in a low window the head of a class slides up as one scrolls, until the code with the next act
// and the tabs are left. The distance depends on its text, so it is measured.
const MINI_REM = 3.25;

export function shrinkingHeader(page) {
  const header = page.querySelector("[data-shrinking]");
  if (!header) return;
  const tabs = header.querySelector(".v-tabs");
  const narrow = window.matchMedia("(max-width: 61.99rem), (max-height: 44rem)");
  let top = 0;
  const measure = () => {
    const rem = parseFloat(getComputedStyle(page.documentElement).fontSize);
    top = Math.min(0, tabs.offsetHeight + MINI_REM * rem - header.offsetHeight);
    header.style.setProperty("--v-class-top", `${top}px`);
    header.toggleAttribute("data-shrinks", narrow.matches);
    mark();
  };
  const mark = () => {
    const stuck = header.getBoundingClientRect().top <= top + 1;
    header.toggleAttribute("data-shrunk", narrow.matches && top < 0 && stuck);
  };
  measure();
  window.addEventListener("resize", measure);
  page.fonts?.ready.then(measure);
  window.addEventListener("scroll", mark, { passive: true });
  tabs.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
}
