/* Tells this site, and nobody else, that a piece was really read: once when it has been in view for
   ten seconds, and once when its end has been. Nothing is stored or read here; whoever asks not to
   be followed is not counted, although nobody is followed. */

const ENOUGH = 10_000; // milliseconds
const address = document.querySelector("script[data-read]")?.dataset.read;
const silent = navigator.globalPrivacyControl || navigator.doNotTrack === "1" || navigator.webdriver;

function count() {
  let seen = 0;
  let since = 0;
  let timer = 0;
  let counted = false;
  let ended = false;

  const tell = (what) => navigator.sendBeacon(address, what);

  function enough() {
    counted = true;
    document.removeEventListener("visibilitychange", watch);
    tell("");
    if (ended) tell("end");
  }

  /* A page that is prerendered or in the background does not get older. */
  function watch() {
    clearTimeout(timer);
    if (since) seen += performance.now() - since;
    since = document.visibilityState === "visible" ? performance.now() : 0;
    if (since) timer = setTimeout(enough, Math.max(0, ENOUGH - seen));
  }

  const last = [...document.querySelectorAll("article .prose > :last-child")].at(-1);
  /* A busy page tells late, and then of several moments at once. */
  const observer = new IntersectionObserver((moments) => {
    if (!moments.some((moment) => moment.isIntersecting)) return;
    observer.disconnect();
    ended = true;
    if (counted) tell("end");
  });
  if (last) observer.observe(last);
  document.addEventListener("visibilitychange", watch);
  watch();
}

if (address && !silent) count();
