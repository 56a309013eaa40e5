/* The board: a draft dragged to another stage. */

import { movable } from "./moving.js";

const board = document.querySelector(".desk-board");

movable(
  board,
  "[data-stage]",
  (column) => ({ stage: column.dataset.stage }),
  (card, column) => {
    column.querySelector("ul").prepend(card);
    column.querySelector(".desk-quiet-words")?.remove();
    globalThis.location.reload(); // the arrows on the card lead from another stage now
  },
);
