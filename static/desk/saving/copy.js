/* A copy of what is typed in this browser, at once: for a server, a network or a browser that is away.

   It is named after account, thing and form; another account is never shown it. A form that is still open
   in another tab holds a lock on its copy, so that it is not offered there. */

const PREFIX = "podium-copy:";
const DAYS = 30;

function nameOf(place) {
  return `${PREFIX}${place.account}:${place.object}:${place.sitting}`;
}

/* Keep a copy; false where the browser has no room for it. */
export function keep(place, pairs) {
  try {
    localStorage.setItem(nameOf(place), JSON.stringify({ at: Date.now(), pairs }));
    return true;
  } catch {
    return false;
  }
}

export function drop(place) {
  try {
    localStorage.removeItem(nameOf(place));
  } catch {
    // A browser that keeps nothing has nothing to take away.
  }
}

/* Tell other tabs that this form is open, for as long as it is. */
export function hold(place) {
  navigator.locks?.request(nameOf(place), { ifAvailable: true }, () => new Promise(() => {}));
}

/* Copies of the same thing by the same account that no open form holds, the latest first. */
export async function waiting(place) {
  const held = await heldNames();
  const own = `${PREFIX}${place.account}:${place.object}:`;
  const found = [];
  for (const name of names()) {
    const copy = read(name);
    if (!copy || copy.at < Date.now() - DAYS * 86_400_000) localStorage.removeItem(name);
    else if (name.startsWith(own) && name !== nameOf(place) && !held.has(name)) {
      found.push({ ...copy, sitting: name.slice(own.length) });
    }
  }
  return found.sort((one, other) => other.at - one.at);
}

function names() {
  try {
    return Object.keys(localStorage).filter((name) => name.startsWith(PREFIX));
  } catch {
    return [];
  }
}

function read(name) {
  try {
    return JSON.parse(localStorage.getItem(name));
  } catch {
    return null;
  }
}

async function heldNames() {
  const locks = await navigator.locks?.query();
  return new Set((locks?.held || []).map((lock) => lock.name));
}
