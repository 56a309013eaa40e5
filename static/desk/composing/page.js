/* The composition page. Each module does one thing; without any of them the form still works. */

import "../../admin_theme/newsroom.js";
import "../../admin_theme/ordering.js";
import "../saving/form.js";
import { equip } from "prose/lazy";
import "desk/composing/fields";
import "desk/composing/exchanges";
import "desk/composing/outline";
import "desk/composing/beside";
import "desk/composing/preview";
import "desk/composing/publishing";
import "desk/composing/replacing";
import "desk/composing/past";
import "desk/composing/talking";

document.documentElement.classList.add("composes");
equip();
