/* One request at a time, sent again unchanged until there is an answer: the server knows a form that it
   has heard before, and answers the same (desk/saving/guard.py). */

const HEADER = "X-Podium-Saving";
const PATIENCE = 30_000;
const LONGEST_PAUSE = 30_000;

let running = Promise.resolve();

/* Send what `compose` returns once those before it are answered: rows that they stored have keys by then. `on` is
   told of trouble: away(), signedOut() – which resolves with a new token –, and resolves nothing itself. */
export function send(compose, kind, on) {
  const answered = running.then(() => insist(compose(), kind, on));
  running = answered.catch(() => {});
  return answered;
}

async function insist(body, kind, on) {
  for (let tries = 0;; tries += 1) {
    const answer = await post(body, kind).catch(() => null);
    if (answer && answer.status < 500 && answer.status !== 429) {
      if (![401, 403].includes(answer.status) || !answer.said.reason) return answer;
      body.set("csrfmiddlewaretoken", await on.signedOut(answer.said.reason));
    } else {
      on.away();
      await pause(Math.min(1000 * 2 ** tries, LONGEST_PAUSE));
    }
  }
}

async function post(body, kind) {
  const response = await fetch(location.href.split("#")[0], {
    method: "POST",
    body,
    headers: { [HEADER]: kind },
    redirect: "manual",
    signal: AbortSignal.timeout(PATIENCE),
  });
  const json = response.headers.get("Content-Type")?.startsWith("application/json");
  return { status: response.status, json, said: json ? await response.json() : {} };
}

/* A while, or until the network is back. */
function pause(time) {
  return new Promise((resume) => {
    setTimeout(resume, time);
    addEventListener("online", resume, { once: true });
  });
}
