/* Tables with a header row. */

import { Table } from "django-prose-editor/editor";

export const ProseTable = Table.extend({
  addCommands() {
    return {
      ...this.parent?.(),
      // A header row always: without one nobody knows what the columns mean.
      insertTableWithOptions: () => ({ commands }) => commands.insertTable({ rows: 3, cols: 2, withHeaderRow: true }),
    };
  },
});
