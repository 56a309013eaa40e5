/* Tell the form around this page that somebody has signed in. */

if (parent !== window) parent.postMessage("podium:signed-in", location.origin);
