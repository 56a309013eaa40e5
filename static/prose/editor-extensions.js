/* What Podium adds to the editor: figures from the image library, pull quotes, footnotes, checked
   links, tables with a header row, and a toolbar that says what its buttons do.
   A plain module, loaded by the editor itself; every export is an extension. */

import {
  crel,
  Extension,
  Link,
  Node,
  Table,
} from "django-prose-editor/editor"

const gettext = window.gettext || ((text) => text)
const ngettext = window.ngettext || ((one, many, count) => (count === 1 ? one : many))
const interpolate = (text, values) =>
  text.replace(/%\((\w+)\)s/g, (_match, name) => values[name])

/* Tiptap puts its rules into a <style>, which our content security policy refuses with a complaint
   for every editor. They stand in editor.css; an element of that name keeps Tiptap from trying. */
const styled = document.createElementNS("https://podium.invalid/ns", "style")
styled.setAttribute("data-tiptap-style", "")
document.head.append(styled)

let lastId = 0

/* Open a dialog of fields with two buttons. Resolves to what `read` returns, or to null. */
function ask(editor, { title, submit, fields, read, wide = false, ready = () => {} }) {
  return new Promise((resolve) => {
    const heading = `prose-dialog-${++lastId}`
    const cancel = crel("button", { type: "button", textContent: gettext("Cancel") })
    const form = crel("form", { method: "dialog", noValidate: false }, [
      crel("h2", { className: "prose-editor-dialog-title", id: heading, textContent: title }),
      ...fields,
      crel("div", { className: "prose-editor-dialog-buttons" }, [
        crel("button", { type: "submit", className: "prose-dialog-submit", textContent: submit }),
        cancel,
      ]),
    ])
    const dialog = crel(
      "dialog",
      {
        className: `prose-editor-dialog prose-dialog${wide ? " prose-dialog-wide" : ""}`,
        "aria-labelledby": heading,
      },
      [form],
    )
    let answer = null
    cancel.addEventListener("click", () => dialog.close())
    form.addEventListener("submit", (event) => {
      event.preventDefault()
      answer = read(form)
      if (answer !== null) dialog.close()
    })
    dialog.addEventListener("close", () => {
      dialog.remove()
      editor.commands.focus()
      resolve(answer)
    })
    document.body.append(dialog)
    dialog.showModal()
    ready(dialog)
  })
}

function field(label, input, help = "") {
  input.id = `prose-field-${++lastId}`
  const parts = [crel("label", { htmlFor: input.id, textContent: label }), input]
  if (help) {
    const text = crel("p", { className: "help", id: `${input.id}-help`, textContent: help })
    input.setAttribute("aria-describedby", text.id)
    parts.push(text)
  }
  return crel("div", { className: "prose-editor-dialog-field" }, parts)
}

/* Links ------------------------------------------------------------------------------------- */

const MAIL = /^[^@\s:/]+@[^@\s:/]+\.[^@\s:/]+$/
const BARE = /^(?:[\w-]+\.)+[a-z]{2,}(?:[/?#].*)?$/i

/* Return the address as it should stand in the text, or null if it leads nowhere.
   The server checks again; this only tells earlier. */
function checkedAddress(given) {
  const address = given.trim()
  if (/[\s\\]/.test(address) || address === "") return null
  if (MAIL.test(address)) return `mailto:${address}`
  if (BARE.test(address)) return `https://${address}`
  if (/^(\/(?!\/)|#.)/.test(address)) return address
  if (/^mailto:[^@]+@[^@]+$/i.test(address) || /^tel:\+?[0-9().-]+$/i.test(address)) return address
  if (!/^https?:\/\//i.test(address)) return null
  try {
    return new URL(address).hostname.includes(".") ? address : null
  } catch {
    return null
  }
}

async function editLink(editor) {
  const given = editor.getAttributes("link")
  const input = crel("input", { type: "text", inputMode: "url", value: given.href || "", required: true })
  const paid = crel("input", { type: "checkbox", checked: /\bsponsored\b/.test(given.rel || "") })
  input.addEventListener("input", () => input.setCustomValidity(""))
  const answer = await ask(editor, {
    title: gettext("Link"),
    submit: gettext("Apply"),
    fields: [
      field(
        gettext("Address"),
        input,
        gettext("A web address, a mail address, or a path of this site such as /blog/."),
      ),
      crel("div", { className: "prose-editor-dialog-field" }, [
        crel("label", {}, [paid, ` ${gettext("Advertising: we are paid for this link")}`]),
      ]),
    ],
    read: () => {
      const href = checkedAddress(input.value)
      if (href) return { href, rel: paid.checked ? "sponsored" : null }
      input.setCustomValidity(gettext("This address leads nowhere. Please check it."))
      input.reportValidity()
      return null
    },
  })
  if (answer) editor.chain().focus().extendMarkRange("link").setLink(answer).run()
}

export const ProseLink = Link.extend({
  addOptions() {
    return { ...this.parent?.(), enableTarget: false, openOnClick: false, linkOnPaste: true }
  },
  addCommands() {
    return {
      ...this.parent?.(),
      addLink:
        () =>
        ({ editor }) => {
          if (!editor.state.selection.empty || editor.isActive("link")) editLink(editor)
          return true
        },
    }
  },
})

/* Figures ----------------------------------------------------------------------------------- */

const known = new Map()

async function fetchImages(listUrl, parameters) {
  const response = await fetch(`${listUrl}?${new URLSearchParams(parameters)}`, {
    headers: { Accept: "application/json" },
  })
  if (!response.ok) throw new Error(String(response.status))
  const answer = await response.json()
  for (const image of answer.images) known.set(String(image.id), image)
  return answer
}

async function imageOf(listUrl, id) {
  if (!known.has(id) && listUrl) await fetchImages(listUrl, { id })
  return known.get(id)
}

function choice(image, chosen) {
  return crel("label", { className: "prose-image" }, [
    crel("input", { type: "radio", name: "image", value: image.id, required: true, checked: String(image.id) === chosen }),
    crel("img", { src: image.thumbnail, alt: "", loading: "lazy" }),
    crel("span", { className: "prose-image-title", textContent: image.title }),
    crel("span", { className: "prose-image-alt", textContent: image.alternative_text }),
  ])
}

/* `none` says what it means to choose no image, where that is possible. */
function imageFields(options, chosen, none = "") {
  const search = crel("input", { type: "search", autocomplete: "off" })
  const images = crel("fieldset", { className: "prose-images" })
  const legend = () => crel("legend", { textContent: gettext("Images in the library, newest first") })
  const status = crel("p", { className: "help", role: "status" })
  let waiting = 0
  const load = async () => {
    const asked = ++waiting
    const picked = images.querySelector("input:checked")?.value || chosen
    try {
      const answer = await fetchImages(options.listUrl, { q: search.value })
      if (asked !== waiting) return
      const found = answer.images.map((image) => choice(image, picked))
      images.replaceChildren(legend(), ...(none ? [withoutImage(none, picked)] : []), ...found)
      status.textContent = answer.more
        ? gettext("There are more; search to find them.")
        : interpolate(ngettext("%(count)s image", "%(count)s images", answer.images.length), { count: answer.images.length })
    } catch {
      status.textContent = gettext("The images could not be loaded. Please try again.")
    }
  }
  let timer
  search.addEventListener("input", () => {
    clearTimeout(timer)
    timer = setTimeout(load, 250)
  })
  search.addEventListener("keydown", (event) => {
    if (event.key === "Enter") event.preventDefault()
  })
  return { search, images, status, load }
}

function withoutImage(words, picked) {
  return crel("label", { className: "prose-image" }, [
    crel("input", { type: "radio", name: "image", value: "", checked: !picked }),
    crel("span", { className: "prose-image-none", textContent: words }),
  ])
}

async function chooseImage(editor, options, chosen = "") {
  const { search, images, status, load } = imageFields(options, chosen)
  const fields = [field(gettext("Search"), search), status, images]
  if (options.addUrl) {
    const add = crel("a", {
      href: options.addUrl,
      target: "_blank",
      textContent: gettext("Add an image to the library (opens a new tab)"),
    })
    fields.push(crel("p", {}, [add]))
  }
  const returned = () => document.visibilityState === "visible" && load()
  document.addEventListener("visibilitychange", returned)
  const answer = await ask(editor, {
    title: chosen ? gettext("Change the image") : gettext("Insert an image"),
    submit: gettext("Apply"),
    fields,
    wide: true,
    read: (form) => new FormData(form).get("image"),
    ready: load,
  })
  document.removeEventListener("visibilitychange", returned)
  return answer
}

function figureView(options) {
  return ({ node }) => {
    const image = crel("img", { alt: "", draggable: true })
    const note = crel("p", { className: "prose-figure-note" })
    const caption = crel("figcaption", { "data-placeholder": gettext("Caption (optional)") })
    const frame = crel("div", { contentEditable: "false" }, [image, note])
    const dom = crel("figure", { className: "prose-figure" }, [frame, caption])
    const show = async (id) => {
      dom.dataset.file = id
      const found = await imageOf(options.listUrl, id).catch(() => null)
      image.hidden = !found
      if (found) image.src = found.thumbnail
      note.textContent = found
        ? found.alternative_text || gettext("Decoration, without alternative text")
        : gettext("This image is not in the library any more.")
    }
    const captionState = (current) => caption.classList.toggle("is-empty", current.content.size === 0)
    show(node.attrs.file)
    captionState(node)
    return {
      dom,
      contentDOM: caption,
      ignoreMutation: (mutation) => !caption.contains(mutation.target),
      update: (updated) => {
        if (updated.type.name !== "proseFigure") return false
        if (updated.attrs.file !== dom.dataset.file) show(updated.attrs.file)
        captionState(updated)
        return true
      },
    }
  }
}

export const ProseFigure = Node.create({
  name: "proseFigure",
  group: "block",
  content: "text*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ listUrl: "", addUrl: "" }),
  addAttributes: () => ({
    file: {
      default: null,
      parseHTML: (element) => element.dataset.file,
      renderHTML: ({ file }) => ({ "data-file": file }),
    },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-file]",
      contentElement: (element) => element.querySelector("figcaption") || document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView() {
    return figureView(this.options)
  },
  addMenuItems({ buttons, menu }) {
    if (!this.options.listUrl) return
    menu.defineItem({
      name: "proseFigure",
      groups: "prose",
      button: buttons.material("image", gettext("Image")),
      active: (editor) => editor.isActive("proseFigure"),
      command: async (editor) => {
        const current = editor.isActive("proseFigure") ? editor.getAttributes("proseFigure").file : ""
        const file = await chooseImage(editor, this.options, current)
        if (!file) return
        if (current) editor.chain().focus().updateAttributes("proseFigure", { file }).run()
        else editor.chain().focus().insertContent({ type: "proseFigure", attrs: { file } }).run()
      },
    })
  },
})

/* Embeds ------------------------------------------------------------------------------------ */

/* Return who hosts what is at an address, or undefined. The patterns are the server's own. */
function providerOf(options, address) {
  return options.providers.find(({ pattern }) =>
    new RegExp(`^https?://(?:${pattern})(?:[/?&#]\\S*)?$`).test(address.trim()),
  )
}

async function chooseEmbed(editor, options, current) {
  const input = crel("input", { type: "text", inputMode: "url", value: current.address || "", required: true })
  input.addEventListener("input", () => input.setCustomValidity(""))
  const names = options.providers.map(({ name }) => name).join(", ")
  const fields = [
    field(
      gettext("Address of the video or post"),
      input,
      interpolate(gettext("Known are %(names)s. Readers see a card; only their click loads it."), { names }),
    ),
  ]
  let load = () => {}
  if (options.listUrl) {
    const library = imageFields(options, current.poster || "", gettext("No picture"))
    load = library.load
    const heading = crel("p", { className: "help", textContent: gettext("Picture on the card (optional)") })
    fields.push(heading, field(gettext("Search"), library.search), library.status, library.images)
  }
  return ask(editor, {
    title: gettext("Video or post"),
    submit: gettext("Apply"),
    fields,
    wide: true,
    read: (form) => {
      if (providerOf(options, input.value)) {
        return { address: input.value.trim(), poster: new FormData(form).get("image") || null }
      }
      input.setCustomValidity(gettext("Podium cannot show what is at this address. Please set it as a link."))
      input.reportValidity()
      return null
    },
    ready: load,
  })
}

function embedView(options) {
  return ({ node }) => {
    const image = crel("img", { alt: "", draggable: true })
    const note = crel("p", { className: "prose-figure-note" })
    const caption = crel("figcaption", { "data-placeholder": gettext("What it is (optional)") })
    const frame = crel("div", { contentEditable: "false" }, [image, note])
    const dom = crel("figure", { className: "prose-figure" }, [frame, caption])
    const show = async ({ address, poster }) => {
      dom.dataset.embed = address
      dom.dataset.poster = poster || ""
      note.textContent = `${providerOf(options, address)?.name || "?"}: ${address}`
      const found = poster ? await imageOf(options.listUrl, poster).catch(() => null) : null
      image.hidden = !found
      if (found) image.src = found.thumbnail
    }
    const captionState = (current) => caption.classList.toggle("is-empty", current.content.size === 0)
    show(node.attrs)
    captionState(node)
    return {
      dom,
      contentDOM: caption,
      ignoreMutation: (mutation) => !caption.contains(mutation.target),
      update: (updated) => {
        if (updated.type.name !== "proseEmbed") return false
        const { address, poster } = updated.attrs
        if (address !== dom.dataset.embed || (poster || "") !== dom.dataset.poster) show(updated.attrs)
        captionState(updated)
        return true
      },
    }
  }
}

const EMBED = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"
  stroke="currentColor" stroke-width="2"><rect x="3" y="5" width="18" height="14" rx="2"/>
  <path d="M10 9v6l5-3z" fill="currentColor"/></svg>`

export const ProseEmbed = Node.create({
  name: "proseEmbed",
  group: "block",
  content: "text*",
  draggable: true,
  isolating: true,
  addOptions: () => ({ listUrl: "", addUrl: "", providers: [] }),
  addAttributes: () => ({
    address: {
      default: null,
      parseHTML: (element) => element.dataset.embed,
      renderHTML: ({ address }) => ({ "data-embed": address }),
    },
    poster: {
      default: null,
      parseHTML: (element) => element.dataset.poster || null,
      renderHTML: ({ poster }) => (poster ? { "data-poster": poster } : {}),
    },
  }),
  parseHTML: () => [
    {
      tag: "figure[data-embed]",
      contentElement: (element) => element.querySelector("figcaption") || document.createElement("figcaption"),
    },
  ],
  renderHTML: ({ HTMLAttributes }) => ["figure", HTMLAttributes, ["figcaption", 0]],
  addNodeView() {
    return embedView(this.options)
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "proseEmbed",
      groups: "prose",
      button: buttons.svg(EMBED, gettext("Video or post")),
      active: (editor) => editor.isActive("proseEmbed"),
      command: async (editor) => {
        const there = editor.isActive("proseEmbed")
        const attrs = await chooseEmbed(editor, this.options, there ? editor.getAttributes("proseEmbed") : {})
        if (!attrs) return
        if (there) editor.chain().focus().updateAttributes("proseEmbed", attrs).run()
        else editor.chain().focus().insertContent({ type: "proseEmbed", attrs }).run()
      },
    })
  },
})

/* Pull quotes ------------------------------------------------------------------------------- */

const PULL_QUOTE = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24" fill="none"
  stroke="currentColor" stroke-width="2"><path d="M3 4h18M3 20h18"/>
  <path d="M7 15c2-1 3-2 3-5H6v-2h4M14 15c2-1 3-2 3-5h-4v-2h4"/></svg>`

export const PullQuote = Node.create({
  name: "pullQuote",
  group: "block",
  content: "paragraph+",
  defining: true,
  parseHTML: () => [{ tag: "aside.pullquote" }],
  renderHTML: () => ["aside", { class: "pullquote" }, 0],
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "pullQuote",
      groups: "prose",
      button: buttons.svg(PULL_QUOTE, gettext("Pull quote")),
      active: (editor) => editor.isActive("pullQuote"),
      enabled: (editor) => editor.can().toggleWrap("pullQuote"),
      command: (editor) => editor.chain().focus().toggleWrap("pullQuote").run(),
    })
  },
})

/* Footnotes --------------------------------------------------------------------------------- */

async function writeFootnote(editor, text = "") {
  const input = crel("textarea", { rows: 4, value: text, required: true, maxLength: 1000 })
  const answer = await ask(editor, {
    title: gettext("Footnote"),
    submit: gettext("Apply"),
    fields: [
      field(
        gettext("Text of the note"),
        input,
        gettext("Readers find it numbered at the end; web addresses become links."),
      ),
    ],
    read: () => input.value.replace(/\s+/g, " ").trim() || null,
  })
  return answer
}

export const ProseFootnote = Node.create({
  name: "proseFootnote",
  group: "inline",
  inline: true,
  atom: true,
  addAttributes: () => ({
    text: {
      default: "",
      parseHTML: (element) => element.dataset.footnote,
      renderHTML: ({ text }) => ({ "data-footnote": text }),
    },
  }),
  parseHTML: () => [{ tag: "span[data-footnote]" }],
  renderHTML: ({ HTMLAttributes }) => ["span", HTMLAttributes],
  addNodeView() {
    return ({ node, editor, getPos }) => {
      const dom = crel("span", { className: "prose-footnote", title: node.attrs.text })
      dom.addEventListener("click", async () => {
        const position = getPos()
        const text = await writeFootnote(editor, node.attrs.text)
        if (text) editor.chain().setNodeSelection(position).updateAttributes("proseFootnote", { text }).run()
      })
      return { dom }
    }
  },
  addMenuItems({ buttons, menu }) {
    menu.defineItem({
      name: "proseFootnote",
      groups: "prose",
      button: buttons.text("[1]", gettext("Footnote")),
      active: (editor) => editor.isActive("proseFootnote"),
      command: async (editor) => {
        const current = editor.isActive("proseFootnote") ? editor.getAttributes("proseFootnote").text : ""
        const text = await writeFootnote(editor, current)
        if (!text) return
        if (current) editor.chain().focus().updateAttributes("proseFootnote", { text }).run()
        else {
          const { to } = editor.state.selection
          editor.chain().focus().insertContentAt(to, { type: "proseFootnote", attrs: { text } }).run()
        }
      },
    })
  },
})

/* Tables ------------------------------------------------------------------------------------ */

export const ProseTable = Table.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      /* A header row always: without one nobody knows what the columns mean. */
      insertTableWithOptions:
        () =>
        ({ commands }) =>
          commands.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
    }
  },
})

/* Toolbar ----------------------------------------------------------------------------------- */

const LABELS = {
  heading2: gettext("Heading"),
  heading3: gettext("Smaller heading"),
  bold: gettext("Bold"),
  italic: gettext("Italic"),
  bulletList: gettext("List"),
  orderedList: gettext("Numbered list"),
  blockquote: gettext("Quotation"),
  link: gettext("Link"),
  unlink: gettext("Remove the link"),
  undo: gettext("Undo"),
  redo: gettext("Redo"),
  table: gettext("Table"),
  fullscreen: gettext("Full screen"),
  "history:undo": gettext("Undo"),
  "history:redo": gettext("Redo"),
  "table:addColumnAfter": gettext("Add a column"),
  "table:deleteColumn": gettext("Delete the column"),
  "table:addRowAfter": gettext("Add a row"),
  "table:deleteRow": gettext("Delete the row"),
  "table:mergeCells": gettext("Merge cells"),
  "table:splitCell": gettext("Split the cell"),
  "table:toggleHeaderCell": gettext("Header cell on or off"),
  "table:deleteTable": gettext("Delete the table"),
}

export const ProseToolbar = Extension.create({
  name: "proseToolbar",
  priority: 1 /* after the menu itself */,
  onCreate({ editor }) {
    const toolbar = editor.storage.menu.dom
    const textarea = editor.view.dom.parentElement.querySelector(":scope > textarea")
    const label = textarea?.labels?.[0]?.textContent.replace(/:\s*$/, "").trim()
    toolbar.setAttribute("role", "toolbar")
    toolbar.setAttribute("aria-label", gettext("Formatting"))
    editor.view.dom.setAttribute("role", "textbox")
    editor.view.dom.setAttribute("aria-multiline", "true")
    if (label) editor.view.dom.setAttribute("aria-label", label)
    if (textarea?.hasAttribute("aria-describedby")) {
      editor.view.dom.setAttribute("aria-describedby", textarea.getAttribute("aria-describedby"))
    }
    const buttons = [...toolbar.querySelectorAll("button[data-name]")]
    for (const button of buttons) {
      const text = LABELS[button.dataset.name]
      if (!text) continue
      button.title = text
      button.setAttribute("aria-label", text)
    }
    const tell = () => {
      for (const button of buttons) {
        button.setAttribute("aria-pressed", String(button.classList.contains("active")))
        button.setAttribute("aria-disabled", String(button.classList.contains("disabled")))
      }
    }
    editor.on("transaction", tell)
    tell()
  },
})
