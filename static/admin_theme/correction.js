/* Take a drafted note into its field; without this it can be copied. */

document.addEventListener("click", (event) => {
  const button = event.target.closest("button[data-takes]");
  if (!button) return;
  const field = document.getElementById(button.dataset.into);
  field.value = document.getElementById(button.dataset.takes).textContent.trim();
  field.dispatchEvent(new Event("input", { bubbles: true }));
  field.focus();
});
