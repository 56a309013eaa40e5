/* What the page says about saving: its words come with the page, in the language of the newsroom. */

const said = document.getElementById("podium-saving-words");

export const words = said ? JSON.parse(said.textContent) : {};

/* The clock time of a moment, as it is written here. */
export function clock(moment) {
  return new Date(moment).toLocaleTimeString(document.documentElement.lang, { hour: "2-digit", minute: "2-digit" });
}

/* A sentence with its gaps filled: fill("… {time}", {time: "14:32"}). */
export function fill(sentence, gaps) {
  return sentence.replace(/\{(\w+)\}/g, (gap, name) => gaps[name] ?? gap);
}
