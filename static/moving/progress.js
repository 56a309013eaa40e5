// Shows how far a move is, every few seconds; when it is over, the page with its report.
const EVERY = 3000;

async function look() {
  const answer = await fetch(globalThis.location.href);
  if (!answer.ok) return;
  const page = new DOMParser().parseFromString(await answer.text(), "text/html");
  if (!page.querySelector(".moving[data-busy]")) {
    globalThis.location.reload();
    return;
  }
  for (const part of [".moving-far", ".moving progress"]) {
    const [here, there] = [document.querySelector(part), page.querySelector(part)];
    if (here && there) here.replaceWith(there);
  }
  setTimeout(look, EVERY);
}

setTimeout(look, EVERY);
