/* Buttons that copy or share a field. Without them, or without this script, the fields can be selected. */

const said = document.querySelector("[data-said]");

async function copy(field) {
  field.focus();
  field.select();
  if (navigator.clipboard) await navigator.clipboard.writeText(field.value);
  else if (!document.execCommand("copy")) throw new Error("The browser does not copy.");
}

for (const button of document.querySelectorAll("[data-copies]")) {
  const field = document.getElementById(button.dataset.copies);
  const words = button.innerHTML;
  button.hidden = false;
  button.addEventListener("click", async () => {
    try {
      await copy(field);
    } catch {
      return; // The text is selected; the reader copies it.
    }
    button.textContent = said.textContent = button.dataset.done;
    button.focus();
    setTimeout(() => {
      button.innerHTML = words;
      said.textContent = "";
    }, 2500);
  });
}

for (const button of document.querySelectorAll("[data-shares]")) {
  const field = document.getElementById(button.dataset.shares);
  if (!navigator.share) continue;
  button.hidden = false;
  button.addEventListener("click", () => {
    const data = field.value.startsWith("http") ? { url: field.value } : { text: field.value };
    navigator.share(data).catch(() => {});
  });
}

for (const field of document.querySelectorAll(".copied :is(input, textarea)")) {
  field.addEventListener("click", () => field.select());
}
