/* What stands in a form, as names and values; what it showed when it was opened. */

const TOKEN = "csrfmiddlewaretoken";
// What nobody types: tokens, numbers of rows.
const NOT_TYPED = /^(_|csrfmiddlewaretoken$)|-(INITIAL|TOTAL|MIN_NUM|MAX_NUM)_FORMS$|-\d+-id$|^initial-|__prefix__/;

/* What a press of this button sends, packed as the browser itself would: in parts, forty questions take the server
   twenty times as long to read. */
export function bodyOf(form, submitter) {
  const data = new FormData(form);
  if (submitter?.name) data.append(submitter.name, submitter.value);
  if (form.enctype === "multipart/form-data") return data;
  return new URLSearchParams([...data].map(([name, value]) => [name, String(value).replace(/\r?\n/g, "\r\n")]));
}

/* Everything a press would send, but for files and the token, which is nobody's to keep. */
export function pairs(form) {
  return [...new FormData(form)].filter(([name, value]) => typeof value === "string" && name !== TOKEN);
}

/* The same as a text that can be compared; only what is typed. */
export function typed(list) {
  return JSON.stringify(list.filter(([name]) => !NOT_TYPED.test(name)).sort());
}

/* What the server put into the form, whatever was done to it since. */
export function opened(form) {
  const list = [];
  for (const field of form.elements) {
    if (!field.name || field.disabled || field.name === TOKEN || ["submit", "button", "file"].includes(field.type)) {
      continue;
    }
    if (["checkbox", "radio"].includes(field.type)) {
      if (field.defaultChecked) list.push([field.name, field.value]);
    } else if (field.options) {
      const chosen = [...field.options].filter((option) => option.defaultSelected);
      if (!chosen.length && !field.multiple && field.options.length) chosen.push(field.options[0]);
      for (const option of chosen) list.push([field.name, option.value]);
    } else if ("defaultValue" in field) {
      list.push([field.name, field.defaultValue]);
    }
  }
  return list;
}
