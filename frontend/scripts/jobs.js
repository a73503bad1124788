// A job's page asks how far it is; when the work has ended it loads the result.
const EVERY_MS = 1000;
const ENDED = ["done", "failed", "cancelled"];

export function watchJob(page) {
  const section = page.querySelector("[data-job]");
  if (!section) return;
  const bar = section.querySelector("progress");
  const text = section.querySelector("[data-job-text]");
  const ask = async () => {
    const answer = await fetch(section.dataset.job, { headers: { Accept: "application/json" } })
      .catch(() => null);
    if (answer?.ok) {
      const job = await answer.json();
      if (ENDED.includes(job.state)) {
        if (job.url) location.assign(job.url);
        else location.reload();
        return;
      }
      if (job.total) {
        bar.max = job.total;
        bar.value = job.done;
      }
      if (job.text) text.textContent = job.text;
    }
    setTimeout(ask, EVERY_MS);
  };
  setTimeout(ask, EVERY_MS);
}
