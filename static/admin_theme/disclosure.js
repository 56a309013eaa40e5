/* Keep “What readers are told” in step with what is typed; without this it follows each save. */
"use strict";
{
  const PAUSE = 700;
  const start = () => {
    const region = document.getElementById("podium-disclosure");
    const form = region?.closest("form");
    if (!form) return;
    let waiting = 0;
    let running = null;
    const refresh = async () => {
      running?.abort();
      running = new AbortController();
      region.setAttribute("aria-busy", "true");
      try {
        const answer = await fetch(region.dataset.address, {
          method: "POST",
          body: new FormData(form),
          signal: running.signal,
        });
        if (answer.ok) region.innerHTML = await answer.text();
        region.removeAttribute("aria-busy");
      } catch (error) {
        if (error.name !== "AbortError") region.removeAttribute("aria-busy");
      }
    };
    const soon = (event) => {
      if (region.contains(event.target)) return;
      window.clearTimeout(waiting);
      waiting = window.setTimeout(refresh, PAUSE);
    };
    for (const kind of ["input", "change", "formset:added", "formset:removed"]) {
      form.addEventListener(kind, soon);
    }
    // select2 speaks jQuery only.
    window.django?.jQuery(form).on("select2:select select2:unselect", soon);
    // A field of its own may be known by its row or by its name.
    region.addEventListener("click", (event) => {
      const field = event.target.closest("a[data-field]")?.dataset.field;
      const target = field && (document.getElementById(`${field}-group`) || document.getElementById(`id_${field}`));
      if (!target) return;
      event.preventDefault();
      target.scrollIntoView({ block: "center" });
      target.querySelector("input:not([type=hidden]), select, a, button")?.focus({ preventScroll: true });
      if (target.matches("input, select, textarea")) target.focus({ preventScroll: true });
    });
  };
  document.addEventListener("DOMContentLoaded", start);
}
