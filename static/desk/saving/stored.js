/* A form that has just been stored while it is open: new rows get their keys, taken away ones go. */

/* Take over what the server says of the rows; return what was sent with the keys in it. */
export function takeOver(form, answer, sent) {
  const keys = new Map();
  for (const [prefix, rows] of Object.entries(answer.rows || {})) {
    for (const [number, key] of Object.entries(rows)) keys.set(`${prefix}-${number}-id`, key);
  }
  for (const [name, key] of keys) {
    if (form.elements[name]) form.elements[name].value = key;
  }
  for (const [prefix, numbers] of Object.entries(answer.gone || {})) {
    for (const number of numbers) document.getElementById(`${prefix}-${number}`)?.remove();
  }
  form.elements._version.value = answer.version;
  return sent.map(([name, value]) => [name, keys.get(name) ?? value]);
}
