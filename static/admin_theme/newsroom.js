/* What every page of the newsroom has. */

import "./names.js";
import "../desk/pictured.js";
import "../desk/resume.js";
import "../desk/finder.js";
