/* Going on where one left: the place of the cursor in a form is kept in this browser, and found again by #weiter. */

const key = `desk-cursor:${globalThis.location.pathname}`;

function placeOf(element) {
  const named = element.closest("[id]");
  if (!named || !named.closest("#content-main form")) return null;
  return { id: named.id, at: typeof element.selectionStart === "number" ? element.selectionStart : null };
}

function remember() {
  const place = document.activeElement && placeOf(document.activeElement);
  if (place) globalThis.localStorage.setItem(key, JSON.stringify(place));
}

function goOn() {
  let place = null;
  try {
    place = JSON.parse(globalThis.localStorage.getItem(key));
  } catch {
    return; // kept by something else, or unreadable: the form begins at its beginning
  }
  const element = place && document.getElementById(place.id);
  if (!element) return;
  // What is not shown until it is written in opens at a click.
  const shown = element.checkVisibility() ? element : element.closest(":not([hidden])");
  shown.scrollIntoView({ block: "center" });
  if (shown !== element) shown.click();
  element.focus({ preventScroll: true });
  if (place.at !== null && element.setSelectionRange) element.setSelectionRange(place.at, place.at);
}

if (document.querySelector("#content-main form")) {
  document.addEventListener("focusin", remember);
  document.addEventListener("keyup", remember);
  if (globalThis.location.hash === "#weiter") globalThis.addEventListener("load", () => setTimeout(goOn, 200));
}
