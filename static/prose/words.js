/* Words in the language of the newsroom, from Django's catalogue where the page has one. */

export const gettext = window.gettext || ((text) => text);
export const ngettext = window.ngettext || ((one, many, count) => (count === 1 ? one : many));
export const interpolate = (text, values) => text.replace(/%\((\w+)\)s/g, (_match, name) => values[name]);
